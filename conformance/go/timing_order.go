// Sleepers wake in the order of their deadlines, whoever started first.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	start := time.Now()
	var wg sync.WaitGroup
	for _, ms := range []int{60, 20, 40} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Duration(ms) * time.Millisecond)
			fmt.Println("woke after", ms)
		}()
	}
	wg.Wait()
	elapsed := time.Since(start)
	fmt.Println(elapsed >= 60*time.Millisecond, elapsed < 200*time.Millisecond)
	fmt.Println(1500*time.Millisecond, time.Duration(90)*time.Second, 2500*time.Nanosecond, time.Duration(0))
}
