// Two goroutines close the same channel if it looks open: sometimes both do.
package main

import (
	"fmt"
	"runtime"
)

func main() {
	ch := make(chan struct{})
	results := make(chan any, 2)
	for range 2 {
		go func() {
			defer func() { results <- recover() }()
			select {
			case <-ch:
			default:
				runtime.Gosched()
				close(ch)
			}
		}()
	}
	a, b := <-results, <-results
	fmt.Println(a == nil && b == nil)
}
