// pair: The signal may come before main waits for it, and a condition remembers nothing.
// expect: deadlock
// real: passes 1000
package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	finished := sync.NewCond(&mu)
	size := 0
	go func() {
		mu.Lock()
		size = 512
		mu.Unlock()
		finished.Signal()
	}()
	mu.Lock()
	finished.Wait()
	fmt.Println("size", size)
	mu.Unlock()
}
