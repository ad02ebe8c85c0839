// pair: Charging and cancelling compete for one state, and the answer is who won it.
// expect: clean
package main

import (
	"context"
	"fmt"
	"sync/atomic"
)

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	var settled, charged atomic.Bool
	paid := make(chan struct{}, 1)
	go func() {
		if settled.CompareAndSwap(false, true) {
			charged.Store(true)
		}
		paid <- struct{}{}
	}()
	go cancel()
	select {
	case <-paid:
	case <-ctx.Done():
		if settled.CompareAndSwap(false, true) && charged.Load() {
			panic("charged, but the order is cancelled")
		}
	}
	fmt.Println("consistent")
}
