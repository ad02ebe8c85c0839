// main prints a variable while a goroutine sets it.
package main

import (
	"fmt"
	"sync/atomic"
)

func main() {
	var x atomic.Int32
	x.Store(1)
	go x.Store(2)
	first := x.Load()
	second := x.Load()
	fmt.Println(first, second)
}
