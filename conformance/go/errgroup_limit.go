// SetLimit bounds the tasks that run at once; TryGo refuses instead of waiting.
package main

import (
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

func main() {
	var g errgroup.Group
	g.SetLimit(2)
	var mu sync.Mutex
	inside, peak := 0, 0
	for range 6 {
		g.Go(func() error {
			mu.Lock()
			inside++
			peak = max(peak, inside)
			mu.Unlock()
			time.Sleep(10 * time.Millisecond)
			mu.Lock()
			inside--
			mu.Unlock()
			return nil
		})
	}
	fmt.Println(g.Wait(), "peak", peak)

	release := make(chan struct{})
	wait := func() error { <-release; return nil }
	fmt.Println(g.TryGo(wait), g.TryGo(wait), g.TryGo(wait))
	close(release)
	fmt.Println(g.Wait())
}
