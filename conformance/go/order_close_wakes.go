// GOMAXPROCS=1
// close readies all receivers; the one that waited longest is readied last and runs first.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	gate := make(chan struct{})
	var wg sync.WaitGroup
	for i := range 5 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-gate
			fmt.Println("receiver", i+1)
		}()
		runtime.Gosched()
	}
	close(gate)
	wg.Wait()
}
