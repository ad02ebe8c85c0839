// TryLock while a goroutine holds the lock for a moment.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	wg.Go(func() {
		if mu.TryLock() {
			fmt.Println("got it")
			mu.Unlock()
		} else {
			fmt.Println("busy")
		}
	})
	wg.Go(func() {
		mu.Lock()
		runtime.Gosched()
		mu.Unlock()
	})
	wg.Wait()
}
