// How two workers share four jobs.
package main

import (
	"fmt"
	"sync"
)

func main() {
	jobs := make(chan int, 4)
	for i := range 4 {
		jobs <- i
	}
	close(jobs)
	var counts [2]int
	var wg sync.WaitGroup
	for w := range counts {
		wg.Go(func() {
			for range jobs {
				counts[w]++
			}
		})
	}
	wg.Wait()
	fmt.Println(counts)
}
