// GOMAXPROCS=1
// A mutex that is unlocked and locked again at once stays with its holder; waiters come later.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	mu.Lock()
	for i := range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			fmt.Println("waiter", i)
			mu.Unlock()
		}()
		runtime.Gosched()
	}
	for i := range 3 {
		fmt.Println("main holds it, round", i)
		mu.Unlock()
		mu.Lock()
	}
	mu.Unlock()
	wg.Wait()
}
