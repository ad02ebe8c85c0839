// pair: Every cook takes the knife with the lower number first, so no circle can close.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

func main() {
	var knives [3]sync.Mutex
	var meals [3]int
	var wg sync.WaitGroup
	for cook := range 3 {
		wg.Go(func() {
			first, second := cook, (cook+1)%3
			if second < first {
				first, second = second, first
			}
			knives[first].Lock()
			knives[second].Lock()
			meals[cook]++
			knives[second].Unlock()
			knives[first].Unlock()
		})
	}
	wg.Wait()
	fmt.Println("meals", meals)
}
