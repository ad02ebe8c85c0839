// GOMAXPROCS=1
// Broadcast readies its waiters in order; the last one becomes the next to run.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			cond.Wait()
			mu.Unlock()
			fmt.Println("waiter", i+1)
		}()
		runtime.Gosched()
	}
	cond.Broadcast()
	wg.Wait()
}
