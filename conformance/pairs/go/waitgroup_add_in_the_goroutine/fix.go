// pair: Main counts each worker before it starts it.
// expect: clean
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
		wg.Add(1)
		go func() {
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
