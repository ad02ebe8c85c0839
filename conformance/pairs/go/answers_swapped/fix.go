// pair: Every question carries a channel of its own for the answer.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

type question struct {
	n      int
	answer chan int
}

func main() {
	questions := make(chan question, 2)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for q := range questions {
			q.answer <- q.n * q.n
		}
	}()
	var wg sync.WaitGroup
	for _, n := range []int{2, 3} {
		wg.Go(func() {
			q := question{n, make(chan int)}
			questions <- q
			if <-q.answer != n*n {
				panic("somebody else's answer")
			}
		})
	}
	wg.Wait()
	close(questions)
	<-ended
	fmt.Println("all answered")
}
