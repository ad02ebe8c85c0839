// A pipeline whose consumer stops early: the done channel frees every stage.
package main

import (
	"fmt"
	"sync"
)

var stages sync.WaitGroup

func count(done <-chan struct{}) <-chan int {
	out := make(chan int)
	stages.Go(func() {
		defer close(out)
		for n := 1; ; n++ {
			select {
			case out <- n:
			case <-done:
				return
			}
		}
	})
	return out
}

func square(done <-chan struct{}, in <-chan int) <-chan int {
	out := make(chan int)
	stages.Go(func() {
		defer close(out)
		for n := range in {
			select {
			case out <- n * n:
			case <-done:
				return
			}
		}
	})
	return out
}

func main() {
	done := make(chan struct{})
	for n := range square(done, square(done, count(done))) {
		fmt.Println(n)
		if n > 1000 {
			break
		}
	}
	close(done)
	stages.Wait()
	fmt.Println("every stage has ended")
}
