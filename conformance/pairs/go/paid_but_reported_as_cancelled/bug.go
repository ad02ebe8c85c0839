// pair: The payment has succeeded, but select sees the cancellation at the same time and reports that.
// expect: panic
package main

import (
	"context"
	"fmt"
	"sync/atomic"
)

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	var charged atomic.Bool
	paid := make(chan struct{}, 1)
	go func() {
		charged.Store(true)
		paid <- struct{}{}
	}()
	go cancel()
	select {
	case <-paid:
	case <-ctx.Done():
		if charged.Load() {
			panic("charged, but the order is cancelled")
		}
	}
	fmt.Println("consistent")
}
