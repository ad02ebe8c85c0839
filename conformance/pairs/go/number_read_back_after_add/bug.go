// pair: The counter is read again after the atomic Add, and two orders get the same number.
// expect: panic
// real: passes 1000
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var last atomic.Int64
	next := func() int64 {
		last.Add(1)
		return last.Load()
	}
	var orders [2]int64
	var wg sync.WaitGroup
	for i := range orders {
		wg.Go(func() { orders[i] = next() })
	}
	wg.Wait()
	if orders[0] == orders[1] {
		panic("two orders with one number")
	}
	fmt.Println("sum of numbers", orders[0]+orders[1])
}
