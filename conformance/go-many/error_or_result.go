// Errors and results on two channels, both with something in it.
package main

import (
	"errors"
	"fmt"
	"sync"
)

func main() {
	results, errs := make(chan int, 2), make(chan error, 2)
	var wg sync.WaitGroup
	for i := range 2 {
		wg.Go(func() {
			if i == 1 {
				errs <- errors.New("one failed")
				return
			}
			results <- i
		})
	}
	wg.Wait()
	select {
	case n := <-results:
		fmt.Println("result", n)
	case err := <-errs:
		fmt.Println(err)
	}
}
