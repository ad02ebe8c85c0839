// GOMAXPROCS=1
// Two goroutines that yield after every line take turns.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	for _, name := range []string{"tick", "tock"} {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range 4 {
				fmt.Println(name, i)
				runtime.Gosched()
			}
		}()
	}
	fmt.Println("main waits")
	wg.Wait()
}
