// Three candidates, one compare-and-swap: exactly one leader.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var leader atomic.Int32
	var wg sync.WaitGroup
	var elected atomic.Int32
	for id := range int32(3) {
		wg.Go(func() {
			if leader.CompareAndSwap(0, id+1) {
				elected.Add(1)
			}
		})
	}
	wg.Wait()
	fmt.Println("leader", leader.Load(), "elected", elected.Load())
}
