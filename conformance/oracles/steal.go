package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	start := time.Now()
	for range 9 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for time.Since(start) < 60*time.Millisecond {
			}
		}()
	}
	wg.Wait()
	fmt.Println("done")
}
