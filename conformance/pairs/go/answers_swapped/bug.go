// pair: Both clients wait on one channel for answers, and each may get the other's.
// expect: panic
// real: passes 1000
package main

import (
	"fmt"
	"sync"
)

func main() {
	questions, answers := make(chan int, 2), make(chan int)
	go func() {
		for n := range questions {
			answers <- n * n
		}
	}()
	var wg sync.WaitGroup
	for _, n := range []int{2, 3} {
		wg.Go(func() {
			questions <- n
			if <-answers != n*n {
				panic("somebody else's answer")
			}
		})
	}
	wg.Wait()
	close(questions)
	fmt.Println("all answered")
}
