// Broadcast as a starting gun: every runner waits, and all are let go at once.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var mu sync.Mutex
	start := sync.NewCond(&mu)
	started, waiting := false, 0

	var wg sync.WaitGroup
	for range 5 {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			waiting++
			for !started {
				start.Wait()
			}
			waiting--
		})
	}
	time.Sleep(20 * time.Millisecond)
	mu.Lock()
	fmt.Println("waiting before:", waiting)
	started = true
	start.Broadcast()
	mu.Unlock()
	wg.Wait()
	fmt.Println("waiting after:", waiting)
}
