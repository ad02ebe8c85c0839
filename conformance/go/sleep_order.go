// Sleeping goroutines wake in the order of their deadlines, not of their creation.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	for _, delay := range []int{60, 20, 40} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			time.Sleep(time.Duration(delay) * time.Millisecond)
			fmt.Println("woke after", delay)
		}()
	}
	wg.Wait()
}
