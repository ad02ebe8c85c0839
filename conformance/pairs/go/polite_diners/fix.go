// pair: Both take the fork first and wait for it, so whoever has it gets the spoon too.
// expect: clean
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var fork, spoon sync.Mutex
	var meals atomic.Int32
	eat := func() {
		fork.Lock()
		spoon.Lock()
		meals.Add(1)
		spoon.Unlock()
		fork.Unlock()
	}
	var wg sync.WaitGroup
	wg.Go(eat)
	wg.Go(eat)
	wg.Wait()
	fmt.Println("meals", meals.Load())
}
