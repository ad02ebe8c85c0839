// Three goroutines print 0102030405: zero hands the turn to odd or even.
package main

import (
	"fmt"
	"sync"
)

func main() {
	const last = 5
	zero, odd, even := make(chan int), make(chan int), make(chan int)
	var wg sync.WaitGroup
	number := func(turn chan int) {
		for n := range turn {
			fmt.Print(n)
			zero <- n + 1
		}
	}
	wg.Go(func() { number(odd) })
	wg.Go(func() { number(even) })
	wg.Go(func() {
		defer close(odd)
		defer close(even)
		for n := range zero {
			if n > last {
				return
			}
			fmt.Print(0)
			if n%2 == 1 {
				odd <- n
			} else {
				even <- n
			}
		}
	})
	zero <- 1
	wg.Wait()
	fmt.Println()
}
