// Three goroutines that yield between two lines.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var mu sync.Mutex
	text := ""
	var wg sync.WaitGroup
	for _, name := range []string{"x", "y"} {
		wg.Go(func() {
			for range 2 {
				mu.Lock()
				text += name
				mu.Unlock()
				runtime.Gosched()
			}
		})
	}
	wg.Wait()
	fmt.Println(text)
}
