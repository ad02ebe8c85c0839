// Two workers between two channels: the order of three results is open, their values are not.
package main

import (
	"fmt"
	"sync"
)

func main() {
	in, out := make(chan int), make(chan int)
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			for n := range in {
				out <- n * n
			}
		})
	}
	go func() {
		for n := range 3 {
			in <- n + 1
		}
		close(in)
		wg.Wait()
		close(out)
	}()
	for square := range out {
		fmt.Print(square, " ")
	}
	fmt.Println()
}
