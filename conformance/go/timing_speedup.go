// Three waits one after another, and side by side: what concurrency is for.
package main

import (
	"fmt"
	"sync"
	"time"
)

func fetch() { time.Sleep(30 * time.Millisecond) }

func measure(name string, work func()) {
	start := time.Now()
	work()
	fmt.Printf("%-13s %v\n", name, time.Since(start).Round(30*time.Millisecond))
}

func main() {
	measure("sequential", func() {
		for range 3 {
			fetch()
		}
	})
	measure("concurrent", func() {
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(fetch)
		}
		wg.Wait()
	})
	measure("one early", func() {
		done := make(chan bool)
		go func() { fetch(); done <- true }()
		fetch()
		<-done
	})
}
