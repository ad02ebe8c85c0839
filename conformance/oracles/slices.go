package main

import (
	"fmt"
	"time"
)

// Two goroutines compute on one processor: how long is a slice?
func main() {
	var last [2]time.Time
	done := make(chan []time.Duration)
	begin := time.Now()
	for g := range 2 {
		go func() {
			var slices []time.Duration
			started := time.Now()
			last[g] = started
			for time.Since(begin) < 200*time.Millisecond {
				now := time.Now()
				if now.Sub(last[g]) > 2*time.Millisecond {
					slices = append(slices, last[g].Sub(started))
					started = now
				}
				last[g] = now
			}
			done <- slices
		}()
	}
	for range 2 {
		fmt.Println(<-done)
	}
}
