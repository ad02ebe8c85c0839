// A worker indexed by a constant that grew: the array did not.
package main

import (
	"fmt"
	"sync"
)

func main() {
	const workers = 4
	var totals [3]int
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() { totals[w] += w })
		wg.Wait()
		fmt.Println("worker", w, "done")
	}
}
