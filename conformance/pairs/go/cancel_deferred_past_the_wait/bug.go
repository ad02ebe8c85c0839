// pair: Cancel is deferred to the end of main, but main waits for a worker that waits for the cancel.
// expect: deadlock
package main

import (
	"context"
	"fmt"
	"sync"
)

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	orders := make(chan string)
	served := 0
	var waiter sync.WaitGroup
	waiter.Go(func() {
		for {
			select {
			case <-orders:
				served++
			case <-ctx.Done():
				return
			}
		}
	})
	orders <- "soup"
	waiter.Wait()
	fmt.Println("served", served)
}
