// semaphore.Weighted: tasks of different size share ten units; a timeout gives up waiting.
package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"
)

func main() {
	ctx := context.Background()
	units := semaphore.NewWeighted(10)
	fmt.Println(units.Acquire(ctx, 7), units.TryAcquire(4), units.TryAcquire(3))

	short, cancel := context.WithTimeout(ctx, 5*time.Millisecond)
	defer cancel()
	fmt.Println(units.Acquire(short, 1))

	var wg sync.WaitGroup
	for i, size := range []int64{8, 1} {
		wg.Go(func() {
			time.Sleep(time.Duration(i) * 20 * time.Millisecond)
			units.Acquire(ctx, size)
			defer units.Release(size)
		})
	}
	time.Sleep(60 * time.Millisecond)
	fmt.Println("one is free but the big one is first:", units.TryAcquire(0))
	units.Release(10)
	wg.Wait()
	fmt.Println("all are free again:", units.TryAcquire(10))
}
