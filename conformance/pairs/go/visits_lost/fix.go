// pair: The counter is atomic.
// expect: clean
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var visits atomic.Int64
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { visits.Add(1) })
	}
	wg.Wait()
	if visits.Load() != 2 {
		panic("lost a visit")
	}
	fmt.Println("visits", visits.Load())
}
