// Unlock of an RWMutex that is only read-locked.
package main

import (
	"fmt"
	"sync"
)

func main() {
	defer func() { fmt.Println("recovered:", recover()) }()
	var lock sync.RWMutex
	lock.RLock()
	fmt.Println("reading")
	lock.Unlock()
}
