// profile: go-1.21
// Before Go 1.22 all iterations shared one variable: what the goroutines see depends on when they run.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	seen := make([]int, 2)
	for i := 0; i < 2; i++ {
		wg.Add(1)
		go func(slot int) {
			defer wg.Done()
			seen[slot] = i
		}(i)
		runtime.Gosched()
	}
	wg.Wait()
	fmt.Println(seen)
}
