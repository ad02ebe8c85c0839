// pair: One lock for both accounts makes a transfer one step for everybody else.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

type bank struct {
	mu               sync.Mutex
	savings, current int
}

func (b *bank) transfer(amount int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.savings -= amount
	b.current += amount
}

func (b *bank) total() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.savings + b.current
}

func main() {
	b := &bank{savings: 50, current: 50}
	var wg sync.WaitGroup
	wg.Go(func() { b.transfer(20) })
	if b.total() != 100 {
		panic("money is missing")
	}
	wg.Wait()
	fmt.Println("total", b.total())
}
