// pair: Stopping a ticker does not close its channel, so the goroutine that ranges over it stays.
// expect: leak
// real: passes 1000
package main

import (
	"fmt"
	"time"
)

func main() {
	ticker := time.NewTicker(5 * time.Millisecond)
	refreshed := make(chan string)
	go func() {
		for range ticker.C {
			refreshed <- "refreshed"
		}
	}()
	fmt.Println(<-refreshed)
	fmt.Println(<-refreshed)
	ticker.Stop()
}
