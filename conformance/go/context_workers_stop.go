// Workers that look at ctx.Done stop within one step of cancel; a plain loop would never.
package main

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	var steps atomic.Int64
	var wg sync.WaitGroup
	reasons := make([]error, 4)
	for i := range reasons {
		wg.Go(func() {
			for {
				select {
				case <-ctx.Done():
					reasons[i] = ctx.Err()
					return
				case <-time.After(time.Millisecond):
					steps.Add(1)
				}
			}
		})
	}
	time.Sleep(20 * time.Millisecond)
	cancel()
	wg.Wait()
	fmt.Println("all stopped:", reasons)
	fmt.Println("they had worked:", steps.Load() > 0)
}
