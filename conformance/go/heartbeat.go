// A worker that shows it is alive between its results.
package main

import (
	"fmt"
	"time"
)

func work(done <-chan struct{}, pulse time.Duration) (<-chan struct{}, <-chan string) {
	heartbeat, results := make(chan struct{}, 1), make(chan string)
	go func() {
		defer close(results)
		ticks := time.Tick(pulse)
		finished := time.After(7 * pulse / 2)
		for {
			select {
			case <-done:
				return
			case <-ticks:
				heartbeat <- struct{}{}
			case <-finished:
				results <- "the answer"
			}
		}
	}()
	return heartbeat, results
}

func main() {
	done := make(chan struct{})
	heartbeat, results := work(done, 20*time.Millisecond)
	beats := 0
	for {
		select {
		case <-heartbeat:
			beats++
		case result := <-results:
			fmt.Println(result, "after", beats, "beats")
			close(done)
			_, open := <-results
			fmt.Println("open:", open)
			return
		case <-time.After(500 * time.Millisecond):
			fmt.Println("the worker is dead")
			return
		}
	}
}
