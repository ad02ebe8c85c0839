// pair: Add itself returns the new number.
// expect: clean
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var last atomic.Int64
	next := func() int64 { return last.Add(1) }
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
