// pair: A channel of its own tells the goroutine to end, and main waits for that.
// expect: clean
package main

import (
	"fmt"
	"sync"
	"time"
)

func refresh(refreshed chan<- string, quit <-chan struct{}) {
	ticker := time.NewTicker(5 * time.Millisecond)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
		case <-quit:
			return
		}
		select {
		case refreshed <- "refreshed":
		case <-quit:
			return
		}
	}
}

func main() {
	refreshed, quit := make(chan string), make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() { refresh(refreshed, quit) })
	fmt.Println(<-refreshed)
	fmt.Println(<-refreshed)
	close(quit)
	wg.Wait()
}
