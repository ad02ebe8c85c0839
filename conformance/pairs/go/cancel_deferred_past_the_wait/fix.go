// pair: Main cancels first and waits then.
// expect: clean
package main

import (
	"context"
	"fmt"
	"sync"
)

func main() {
	ctx, cancel := context.WithCancel(context.Background())
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
	cancel()
	waiter.Wait()
	fmt.Println("served", served)
}
