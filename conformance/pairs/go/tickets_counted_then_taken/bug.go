// pair: Two buyers both see the last ticket in the channel, and the slower one waits for ever.
// expect: deadlock
// real: passes 1000
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
			if len(tickets) > 0 {
				<-tickets
				sold.Add(1)
			}
		})
	}
	wg.Wait()
	fmt.Println("sold", sold.Load())
}
