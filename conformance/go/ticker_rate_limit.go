// A ticker lets one request through every 10 ms, never sooner.
package main

import (
	"fmt"
	"time"
)

func main() {
	requests := make(chan int, 4)
	for i := range 4 {
		requests <- i
	}
	close(requests)

	limiter := time.NewTicker(10 * time.Millisecond)
	defer limiter.Stop()
	start := time.Now()
	for request := range requests {
		<-limiter.C
		earliest := time.Duration(request+1) * 10 * time.Millisecond
		fmt.Printf("request %d, not before %v: %v\n", request, earliest, time.Since(start) >= earliest)
	}
}
