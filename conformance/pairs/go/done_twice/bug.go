// pair: A worker that is interrupted calls Done by hand and once more by defer.
// expect: panic
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var cleaned atomic.Int32
	var wg sync.WaitGroup
	clean := func(room string) {
		defer wg.Done()
		if room == "locked" {
			wg.Done()
			return
		}
		cleaned.Add(1)
	}
	wg.Add(2)
	go clean("kitchen")
	go clean("locked")
	wg.Wait()
	if cleaned.Load() != 1 {
		panic("left before the kitchen was clean")
	}
	fmt.Println("cleaned", cleaned.Load())
}
