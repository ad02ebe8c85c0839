// wg.Done is not the end of a goroutine: it may still be counted after Wait.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go wg.Done()
	}
	wg.Wait()
	fmt.Println("goroutines:", runtime.NumGoroutine())
}
