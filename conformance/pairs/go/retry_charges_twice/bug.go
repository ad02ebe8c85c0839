// pair: After a timeout the charge is tried again, though the first try may still succeed.
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
	var charged atomic.Int32
	var tries sync.WaitGroup
	charge := func() bool {
		reply := make(chan bool, 1)
		tries.Go(func() {
			charged.Add(1)
			reply <- true
		})
		select {
		case <-reply:
			return true
		case <-time.After(50 * time.Millisecond):
			return false
		}
	}
	if !charge() {
		charge()
	}
	tries.Wait()
	if charged.Load() != 1 {
		panic("charged twice")
	}
	fmt.Println("charged", charged.Load())
}
