package main

import (
	"fmt"
	"sync"
	"syscall"
	"time"
)

func main() {
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			ts := syscall.Timespec{Nsec: 30_000_000}
			syscall.Nanosleep(&ts, nil)
		}()
	}
	begin := time.Now()
	for time.Since(begin) < 50*time.Millisecond {
	}
	wg.Wait()
	fmt.Println("done")
}
