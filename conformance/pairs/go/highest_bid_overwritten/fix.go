// pair: Comparing and storing happen under one lock.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	highest := 0
	bid := func(amount int) {
		mu.Lock()
		defer mu.Unlock()
		if amount > highest {
			highest = amount
		}
	}
	var wg sync.WaitGroup
	wg.Go(func() { bid(50) })
	wg.Go(func() { bid(70) })
	wg.Wait()
	if highest != 70 {
		panic("the lower bid won")
	}
	fmt.Println("highest", highest)
}
