// pair: The hit is counted before the lookup, and the statistics in between show more hits than lookups.
// expect: panic
// real: passes 1000
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var hits, lookups atomic.Int64
	var wg sync.WaitGroup
	wg.Go(func() {
		hits.Add(1)
		lookups.Add(1)
	})
	h, l := hits.Load(), lookups.Load()
	if h > l {
		panic("more hits than lookups")
	}
	wg.Wait()
	fmt.Println("hits", hits.Load(), "of", lookups.Load())
}
