// Three workers share one input channel; their outputs are merged into one.
package main

import (
	"fmt"
	"sync"
)

func numbers(upTo int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for n := range upTo {
			out <- n
		}
	}()
	return out
}

func collatz(in <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for n := range in {
			steps := 0
			for n > 1 {
				if n%2 == 0 {
					n /= 2
				} else {
					n = 3*n + 1
				}
				steps++
			}
			out <- steps
		}
	}()
	return out
}

func merge(inputs ...<-chan int) <-chan int {
	out := make(chan int)
	var wg sync.WaitGroup
	for _, in := range inputs {
		wg.Go(func() {
			for n := range in {
				out <- n
			}
		})
	}
	go func() {
		wg.Wait()
		close(out)
	}()
	return out
}

func main() {
	in := numbers(30)
	total, longest, count := 0, 0, 0
	for steps := range merge(collatz(in), collatz(in), collatz(in)) {
		total += steps
		longest = max(longest, steps)
		count++
	}
	fmt.Println(count, total, longest)
}
