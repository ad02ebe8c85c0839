// A compare-and-swap loop: the maximum of what many goroutines have seen.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type maximum struct{ value atomic.Int64 }

func (m *maximum) see(n int64) {
	for {
		old := m.value.Load()
		if n <= old || m.value.CompareAndSwap(old, n) {
			return
		}
	}
}

func main() {
	var m maximum
	var wg sync.WaitGroup
	for start := range int64(7) {
		wg.Go(func() {
			for i := range int64(100) {
				m.see((start*7919 + i*104729) % 9973)
			}
		})
	}
	wg.Wait()
	fmt.Println(m.value.Load())
}
