// singleflight: callers with the same key share one call and its result.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/singleflight"
)

func main() {
	var group singleflight.Group
	var calls, shared atomic.Int32
	var wg sync.WaitGroup
	for range 5 {
		wg.Go(func() {
			value, err, wasShared := group.Do("page", func() (any, error) {
				calls.Add(1)
				time.Sleep(30 * time.Millisecond)
				return "content", nil
			})
			if wasShared && value == "content" && err == nil {
				shared.Add(1)
			}
		})
	}
	wg.Wait()
	fmt.Println("calls", calls.Load(), "shared", shared.Load())
	_, err, again := group.Do("page", func() (any, error) { return nil, fmt.Errorf("gone") })
	fmt.Println(err, again)
}
