// Three receivers, two values: one of them gets nothing before the channel is closed.
package main

import (
	"fmt"
	"sync"
)

func main() {
	ch := make(chan int)
	got := make([]int, 3)
	var wg sync.WaitGroup
	for i := range got {
		wg.Add(1)
		go func() {
			defer wg.Done()
			got[i] = <-ch
		}()
	}
	ch <- 1
	ch <- 2
	close(ch)
	wg.Wait()
	fmt.Println(got)
}
