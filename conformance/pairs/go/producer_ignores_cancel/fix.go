// pair: The producer selects between the send and the end of the context, and main waits for it.
// expect: clean
package main

import (
	"context"
	"fmt"
	"sync"
)

func numbers(ctx context.Context, producers *sync.WaitGroup) <-chan int {
	out := make(chan int)
	producers.Go(func() {
		defer close(out)
		for n := 1; ; n++ {
			select {
			case out <- n:
			case <-ctx.Done():
				return
			}
		}
	})
	return out
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	var producers sync.WaitGroup
	source := numbers(ctx, &producers)
	fmt.Println(<-source + <-source)
	cancel()
	producers.Wait()
}
