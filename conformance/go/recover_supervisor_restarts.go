// A supervisor that starts a panicking worker again, at most three times.
package main

import "fmt"

func worker(jobs <-chan int, crashed chan<- any) {
	defer func() { crashed <- recover() }()
	for job := range jobs {
		if job%3 == 0 {
			panic(fmt.Sprint("cannot do job ", job))
		}
		fmt.Println("did job", job)
	}
}

func supervise(jobs <-chan int, restarts int) {
	crashed := make(chan any)
	for {
		go worker(jobs, crashed)
		reason := <-crashed
		if reason == nil {
			fmt.Println("no jobs left")
			return
		}
		fmt.Println("worker crashed:", reason)
		if restarts == 0 {
			fmt.Println("giving up")
			return
		}
		restarts--
	}
}

func main() {
	for _, count := range []int{8, 20} {
		jobs := make(chan int, count)
		for job := range count {
			jobs <- job + 1
		}
		close(jobs)
		supervise(jobs, 3)
	}
}
