// pair: Each takes one spoon, finds the other one taken, puts its own down and tries again, in step for ever.
// expect: livelock
// real: passes 1000
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var fork, spoon sync.Mutex
	var meals atomic.Int32
	eat := func(first, second *sync.Mutex) {
		for {
			first.Lock()
			if second.TryLock() {
				meals.Add(1)
				second.Unlock()
				first.Unlock()
				return
			}
			first.Unlock()
		}
	}
	var wg sync.WaitGroup
	wg.Go(func() { eat(&fork, &spoon) })
	wg.Go(func() { eat(&spoon, &fork) })
	wg.Wait()
	fmt.Println("meals", meals.Load())
}
