// pair: Main counts all plugins but waits inside the loop, before the second one is started.
// expect: deadlock
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	plugins := []string{"spelling", "grammar"}
	var loaded atomic.Int32
	var wg sync.WaitGroup
	wg.Add(len(plugins))
	for range plugins {
		go func() {
			defer wg.Done()
			loaded.Add(1)
		}()
		wg.Wait()
	}
	fmt.Println("loaded", loaded.Load())
}
