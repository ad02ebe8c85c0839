// Three goroutines read, pause, and write: the result is one, two or three.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var mu sync.Mutex
	counter := 0
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			seen := counter
			mu.Unlock()
			runtime.Gosched()
			mu.Lock()
			counter = seen + 1
			mu.Unlock()
		}()
	}
	wg.Wait()
	fmt.Println(counter)
}
