// Cancelled and finished at once: both cases are ready.
package main

import (
	"context"
	"fmt"
)

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	result := make(chan int, 1)
	result <- 42
	cancel()
	select {
	case <-ctx.Done():
		fmt.Println(ctx.Err())
	case n := <-result:
		fmt.Println("result", n)
	}
}
