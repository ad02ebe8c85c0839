// pair: A channel of its own tells the goroutine to end, and main waits for that.
// expect: clean
package main

import (
	"fmt"
	"time"
)

func refresh(refreshed chan<- string, quit <-chan struct{}) {
	defer close(refreshed)
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
	go refresh(refreshed, quit)
	fmt.Println(<-refreshed)
	fmt.Println(<-refreshed)
	close(quit)
	for range refreshed { // Until it is closed.
	}
}
