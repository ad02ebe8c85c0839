// pair: The lease of the lock runs out when its holder is slow, and two hold it.
// expect: panic
// timing: loose
// real: passes 1000
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	lease := make(chan struct{}, 1)
	var inside atomic.Int32
	work := func() {
		lease <- struct{}{}
		time.AfterFunc(50*time.Millisecond, func() { <-lease })
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
