// Read, write, read: the second read lock waits for a writer that waits for the first.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var lock sync.RWMutex
	lock.RLock()
	fmt.Println("first read lock")
	go func() {
		lock.Lock()
		defer lock.Unlock()
		fmt.Println("writing")
	}()
	time.Sleep(10 * time.Millisecond)
	lock.RLock()
	fmt.Println("second read lock")
	lock.RUnlock()
	lock.RUnlock()
}
