// pair: Both tries carry the same order, and the bank charges an order once.
// expect: clean
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
	var order sync.Once
	charge := func() bool {
		reply := make(chan bool, 1)
		tries.Go(func() {
			order.Do(func() { charged.Add(1) })
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
