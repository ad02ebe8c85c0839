package main

import (
	"fmt"
	"sync"
	"time"
	"yieldpoint/sim"
)

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		sim.Syscall(30 * time.Millisecond)
	}()
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for begin := time.Now(); time.Since(begin) < 5*time.Millisecond; {
			}
		}()
	}
	wg.Wait()
	fmt.Println("done")
}
