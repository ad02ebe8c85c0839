// pair: The workers count themselves, so main may find nothing to wait for.
// expect: panic race
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var sent atomic.Int32
	var wg sync.WaitGroup
	for range 2 {
		go func() {
			wg.Add(1)
			defer wg.Done()
			sent.Add(1)
		}()
	}
	wg.Wait()
	if sent.Load() != 2 {
		panic("did not wait for all letters")
	}
	fmt.Println("sent", sent.Load())
}
