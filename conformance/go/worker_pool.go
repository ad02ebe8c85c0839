// Workers share one channel of jobs; the sum does not depend on who does what.
package main

import (
	"fmt"
	"sync"
	"time"
)

type job struct{ id, size int }

func main() {
	jobs := make(chan job, 4)
	results := make(chan int)
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() {
			for j := range jobs {
				time.Sleep(time.Duration(j.size) * time.Microsecond)
				results <- j.id * j.size
			}
		})
	}
	go func() {
		for i := range 20 {
			jobs <- job{i, i % 4}
		}
		close(jobs)
		wg.Wait()
		close(results)
	}()
	sum, count := 0, 0
	for r := range results {
		sum += r
		count++
	}
	fmt.Println(sum, count, len(jobs), cap(jobs))
	v, ok := <-results
	fmt.Println(v, ok)
}
