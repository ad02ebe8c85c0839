// A worker pool whose results come out in the order of the jobs: each result knows its index.
package main

import (
	"fmt"
	"sync"
)

type job struct{ index, n int }

func square(jobs <-chan job, results []int, wg *sync.WaitGroup) {
	defer wg.Done()
	for j := range jobs {
		results[j.index] = j.n * j.n
	}
}

func main() {
	numbers := []int{3, 1, 4, 1, 5, 9, 2, 6}
	results := make([]int, len(numbers))
	jobs := make(chan job)
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go square(jobs, results, &wg)
	}
	for i, n := range numbers {
		jobs <- job{i, n}
	}
	close(jobs)
	wg.Wait()
	fmt.Println(results)
}
