// pair: A select with a default looks and takes in one step.
// expect: clean
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	tickets := make(chan string, 1)
	tickets <- "seat 7"
	var sold atomic.Int32
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			select {
			case <-tickets:
				sold.Add(1)
			default:
			}
		})
	}
	wg.Wait()
	fmt.Println("sold", sold.Load())
}
