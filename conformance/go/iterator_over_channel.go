// A channel as an iterator that closes its goroutine when the loop is left.
package main

import (
	"fmt"
	"iter"
	"sync"
)

var producers sync.WaitGroup

func squares(limit int) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		done, out := make(chan struct{}), make(chan int)
		defer producers.Wait()
		defer close(done)
		producers.Go(func() {
			defer close(out)
			for n := range limit {
				select {
				case out <- n * n:
				case <-done:
					fmt.Println("producer stopped early")
					return
				}
			}
		})
		index := 0
		for square := range out {
			if !yield(index, square) {
				return
			}
			index++
		}
	}
}

func main() {
	for i, square := range squares(4) {
		fmt.Println(i, square)
	}
	for i, square := range squares(1000000) {
		if square > 50 {
			fmt.Println("found", i, square)
			break
		}
	}
}
