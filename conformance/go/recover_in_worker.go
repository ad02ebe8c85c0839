// A panic in a job becomes an error; the worker lives on.
package main

import (
	"errors"
	"fmt"
	"sync"
)

type report struct {
	job int
	err error
}

func safely(work func()) (err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case error:
			err = fmt.Errorf("job panicked: %w", r)
		default:
			err = fmt.Errorf("job panicked: %v", r)
		}
	}()
	work()
	return nil
}

func main() {
	var list []int
	zero := 0
	failure := errors.New("out of paper")
	jobs := []func(){
		func() {},
		func() { list[3] = 1 },
		func() { fmt.Println(1 / zero) },
		func() { panic("printer on fire") },
		func() { panic(failure) },
	}
	reports := make([]report, len(jobs))
	queue := make(chan int)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for i := range queue {
				reports[i] = report{i, safely(jobs[i])}
			}
		})
	}
	for i := range jobs {
		queue <- i
	}
	close(queue)
	wg.Wait()
	for _, r := range reports {
		fmt.Println(r.job, r.err, errors.Is(r.err, failure))
	}
}
