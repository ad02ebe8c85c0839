// Work that starts more work: the group is never empty before the last of it is done.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var wg sync.WaitGroup
	var nodes atomic.Int64
	var visit func(depth int)
	visit = func(depth int) {
		nodes.Add(1)
		if depth == 0 {
			return
		}
		for range 3 {
			wg.Go(func() { visit(depth - 1) })
		}
	}
	wg.Go(func() { visit(4) })
	wg.Wait()
	fmt.Println("nodes", nodes.Load())
}
