// GOMAXPROCS=1
// Gosched sends main to the global queue, so that each new goroutine runs at once.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			fmt.Print(i, " ")
		}()
		runtime.Gosched()
	}
	wg.Wait()
	fmt.Println()
}
