// pair: The first check reads the pointer without the lock and may find a pool that is not filled yet.
// expect: race panic
// real: passes 1000
package main

import (
	"fmt"
	"sync"
)

type pool struct{ size int }

var (
	mu     sync.Mutex
	shared *pool
)

func get() *pool {
	if shared == nil {
		mu.Lock()
		defer mu.Unlock()
		if shared == nil {
			shared = &pool{}
			shared.size = 4
		}
	}
	return shared
}

func main() {
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			if get().size == 0 {
				panic("an empty pool")
			}
		})
	}
	wg.Wait()
	fmt.Println("size", get().size)
}
