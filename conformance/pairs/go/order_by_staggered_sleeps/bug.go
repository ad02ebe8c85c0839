// pair: The two steps are kept in order by sleeps of different length.
// expect: panic
// timing: loose
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	var created atomic.Bool
	var wg sync.WaitGroup
	wg.Go(func() {
		time.Sleep(5 * time.Millisecond)
		created.Store(true)
	})
	wg.Go(func() {
		time.Sleep(30 * time.Millisecond)
		if !created.Load() {
			panic("insert before create table")
		}
	})
	wg.Wait()
	fmt.Println("created", created.Load())
}
