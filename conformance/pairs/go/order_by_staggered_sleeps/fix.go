// pair: The second step waits for a channel that the first one closes.
// expect: clean
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	var created atomic.Bool
	ready := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		time.Sleep(5 * time.Millisecond)
		created.Store(true)
		close(ready)
	})
	wg.Go(func() {
		<-ready
		if !created.Load() {
			panic("insert before create table")
		}
	})
	wg.Wait()
	fmt.Println("created", created.Load())
}
