// pair: The context is cancelled, but the producer is blocked in a plain send and does not watch it.
// expect: leak
// real: passes 1000
package main

import (
	"context"
	"fmt"
)

func numbers(ctx context.Context) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for n := 1; ctx.Err() == nil; n++ {
			out <- n
		}
	}()
	return out
}

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	source := numbers(ctx)
	fmt.Println(<-source + <-source)
}
