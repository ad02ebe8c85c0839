// pair: Main waits for the jobs, not for the workers, which range over a channel that nobody closes.
// expect: leak
// real: passes 1000
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	jobs := make(chan int)
	var sum atomic.Int64
	var pending sync.WaitGroup
	for range 2 {
		go func() {
			for job := range jobs {
				sum.Add(int64(job))
				pending.Done()
			}
		}()
	}
	for job := 1; job <= 3; job++ {
		pending.Add(1)
		jobs <- job
	}
	pending.Wait()
	fmt.Println("sum", sum.Load())
}
