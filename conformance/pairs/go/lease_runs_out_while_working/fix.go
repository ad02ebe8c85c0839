// pair: The holder gives the lock back itself, however long it takes.
// expect: clean
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	lease := make(chan struct{}, 1)
	var inside atomic.Int32
	work := func() {
		lease <- struct{}{}
		defer func() { <-lease }()
		if inside.Add(1) > 1 {
			panic("two hold the lock")
		}
		inside.Add(-1)
	}
	var wg sync.WaitGroup
	wg.Go(work)
	wg.Go(work)
	wg.Wait()
	fmt.Println("inside", inside.Load())
}
