// RUnlock of an RWMutex that nobody reads.
package main

import (
	"fmt"
	"sync"
)

func main() {
	defer func() { fmt.Println("recovered:", recover()) }()
	var lock sync.RWMutex
	fmt.Println("not reading")
	lock.RUnlock()
}
