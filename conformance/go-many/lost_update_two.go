// Two goroutines increase a counter in three steps without a lock: an update may be lost.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	counter := 0
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			seen := counter
			runtime.Gosched()
			counter = seen + 1
		}()
	}
	wg.Wait()
	fmt.Println(counter)
}
