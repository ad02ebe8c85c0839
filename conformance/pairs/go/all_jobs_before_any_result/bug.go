// pair: Main hands out all jobs before it takes a result, while the worker waits to hand over the first.
// expect: deadlock
package main

import "fmt"

func worker(jobs <-chan int, results chan<- int) {
	for job := range jobs {
		results <- job * job
	}
	close(results)
}

func main() {
	jobs := make(chan int)
	results := make(chan int)
	go worker(jobs, results)
	for job := 1; job <= 3; job++ {
		jobs <- job
	}
	close(jobs)
	sum := 0
	for result := range results {
		sum += result
	}
	fmt.Println("sum", sum)
}
