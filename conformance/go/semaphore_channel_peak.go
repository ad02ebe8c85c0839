// A buffered channel as a semaphore: never more than three tasks are inside at once.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	const limit = 3
	slots := make(chan struct{}, limit)
	var mu sync.Mutex
	inside, peak, done := 0, 0, 0

	var wg sync.WaitGroup
	for range 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			slots <- struct{}{}
			defer func() { <-slots }()

			mu.Lock()
			inside++
			peak = max(peak, inside)
			mu.Unlock()
			time.Sleep(10 * time.Millisecond)
			mu.Lock()
			inside--
			done++
			mu.Unlock()
		}()
	}
	wg.Wait()
	fmt.Println("peak", peak, "done", done, "free slots", limit-len(slots))
}
