package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	var mu sync.RWMutex
	cond := sync.NewCond(&sync.Mutex{})
	full := make(chan int, 1)
	ready := false
	for i := 0; i < 3; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			cond.L.Lock()
			for !ready {
				cond.Wait()
			}
			cond.L.Unlock()
			mu.RLock()
			mu.RUnlock()
			full <- i
		}()
	}
	cond.L.Lock()
	ready = true
	cond.Broadcast()
	cond.L.Unlock()
	mu.Lock()
	mu.Unlock()
	for range 3 {
		fmt.Println(<-full)
	}
	wg.Wait()
	close(full)
}
