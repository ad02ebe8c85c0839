// pair: The method has a value receiver, so every call locks a lock of its own.
// expect: race panic
// real: passes 1000
package main

import (
	"fmt"
	"sync"
)

type ballot struct {
	mu    sync.Mutex
	votes []int
}

func (b ballot) vote(candidate int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.votes[candidate]++
}

func main() {
	b := ballot{votes: make([]int, 2)}
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { b.vote(1) })
	}
	wg.Wait()
	if b.votes[1] != 2 {
		panic("a vote is lost")
	}
	fmt.Println("votes", b.votes)
}
