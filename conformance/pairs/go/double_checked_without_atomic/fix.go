// pair: A Once makes the pool, and everybody who returns from it sees the whole of it.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

type pool struct{ size int }

var (
	once   sync.Once
	shared *pool
)

func get() *pool {
	once.Do(func() {
		shared = &pool{}
		shared.size = 4
	})
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
