// The results are read only after all workers ended, but they cannot end before they are read.
package main

import (
	"fmt"
	"sync"
)

func main() {
	results := make(chan int)
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() { results <- i * i })
	}
	wg.Wait()
	close(results)
	for n := range results {
		fmt.Println(n)
	}
}
