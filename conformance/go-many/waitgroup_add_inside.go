// Add inside the goroutine comes too late: Wait may return before the work has begun.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var wg sync.WaitGroup
	var done atomic.Int32
	for range 2 {
		go func() {
			wg.Add(1)
			defer wg.Done()
			done.Add(1)
		}()
	}
	wg.Wait()
	fmt.Println("done", done.Load())
}
