// GOMAXPROCS=1
// 300 goroutines: the ring holds 256, the oldest half moves to the global queue when it is full.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	order := make([]int, 0, 300)
	for i := range 300 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			order = append(order, i)
		}()
	}
	wg.Wait()
	for start := 0; start < len(order); {
		end := start
		for end+1 < len(order) && order[end+1] == order[end]+1 {
			end++
		}
		fmt.Printf("%d to %d\n", order[start], order[end])
		start = end + 1
	}
}
