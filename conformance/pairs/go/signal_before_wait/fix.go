// pair: A flag under the lock remembers that the work is done, and main waits only while it is not.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	finished := sync.NewCond(&mu)
	size, done := 0, false
	go func() {
		mu.Lock()
		size, done = 512, true
		mu.Unlock()
		finished.Signal()
	}()
	mu.Lock()
	for !done {
		finished.Wait()
	}
	fmt.Println("size", size)
	mu.Unlock()
}
