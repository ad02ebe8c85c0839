// GOMAXPROCS=1
// Signal wakes the one that has waited longest.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	for i := range 3 {
		go func() {
			mu.Lock()
			cond.Wait()
			fmt.Println("waiter", i+1)
			mu.Unlock()
		}()
		runtime.Gosched()
	}
	for range 3 {
		fmt.Println("signal")
		cond.Signal()
		runtime.Gosched()
	}
}
