// Six ways to leave goroutines behind, counted with NumGoroutine.
package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

func earlyReturn() {
	errs := make(chan error)
	for range 3 {
		go func() { errs <- nil }()
	}
	<-errs
}

func neverClosed() {
	jobs := make(chan int)
	for range 2 {
		go func() {
			for range jobs {
			}
		}()
	}
	jobs <- 1
}

func nilChannel() {
	var ch chan int
	go func() { ch <- 1 }()
	go func() { <-ch }()
}

func forgottenDone() {
	var wg sync.WaitGroup
	wg.Add(2)
	go wg.Done()
	go wg.Wait()
}

func forgottenUnlock() {
	var mu sync.Mutex
	mu.Lock()
	go mu.Lock()
}

func emptySelect() {
	go func() { select {} }()
}

func main() {
	for _, leak := range []struct {
		name string
		run  func()
	}{
		{"early return", earlyReturn}, {"never closed", neverClosed}, {"nil channel", nilChannel},
		{"forgotten Done", forgottenDone}, {"forgotten Unlock", forgottenUnlock},
		{"empty select", emptySelect},
	} {
		before := runtime.NumGoroutine()
		leak.run()
		time.Sleep(10 * time.Millisecond)
		fmt.Printf("%-16s %d\n", leak.name, runtime.NumGoroutine()-before)
	}
}
