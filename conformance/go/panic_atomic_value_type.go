// An atomic.Value holds values of one type only.
package main

import (
	"fmt"
	"sync/atomic"
)

func main() {
	var current atomic.Value
	current.Store("text")
	fmt.Println(current.Load())
	current.Store(42)
}
