// pair: A bid is compared with one load and stored with another step, and a lower bid may win.
// expect: panic
// real: passes 1000
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var highest atomic.Int64
	bid := func(amount int64) {
		if amount > highest.Load() {
			highest.Store(amount)
		}
	}
	var wg sync.WaitGroup
	wg.Go(func() { bid(50) })
	wg.Go(func() { bid(70) })
	wg.Wait()
	if highest.Load() != 70 {
		panic("the lower bid won")
	}
	fmt.Println("highest", highest.Load())
}
