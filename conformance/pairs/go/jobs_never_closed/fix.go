// pair: Main closes the jobs and waits until the workers have gone.
// expect: clean
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	jobs := make(chan int)
	var sum atomic.Int64
	var workers sync.WaitGroup
	for range 2 {
		workers.Go(func() {
			for job := range jobs {
				sum.Add(int64(job))
			}
		})
	}
	for job := 1; job <= 3; job++ {
		jobs <- job
	}
	close(jobs)
	workers.Wait()
	fmt.Println("sum", sum.Load())
}
