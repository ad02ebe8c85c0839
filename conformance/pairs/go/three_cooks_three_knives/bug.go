// pair: Three cooks each take the knife to the left and wait for the one to the right.
// expect: deadlock
// real: passes 1000
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
			left, right := cook, (cook+1)%3
			knives[left].Lock()
			knives[right].Lock()
			meals[cook]++
			knives[right].Unlock()
			knives[left].Unlock()
		})
	}
	wg.Wait()
	fmt.Println("meals", meals)
}
