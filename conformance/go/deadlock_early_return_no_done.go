// A worker that returns before wg.Done: defer it at the top instead.
package main

import (
	"fmt"
	"sync"
)

func process(n int, wg *sync.WaitGroup) {
	if n < 0 {
		return
	}
	wg.Done()
}

func main() {
	var wg sync.WaitGroup
	for _, n := range []int{1, -2, 3} {
		wg.Add(1)
		go process(n, &wg)
	}
	fmt.Println("waiting")
	wg.Wait()
}
