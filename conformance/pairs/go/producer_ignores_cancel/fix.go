// pair: The producer selects between the send and the end of the context, and main sees it off.
// expect: clean
package main

import (
	"context"
	"fmt"
)

func numbers(ctx context.Context) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for n := 1; ; n++ {
			select {
			case out <- n:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	source := numbers(ctx)
	fmt.Println(<-source + <-source)
	cancel()
	for range source { // Until the producer has closed it.
	}
}
