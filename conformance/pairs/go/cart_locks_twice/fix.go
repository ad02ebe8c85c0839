// pair: The sum is made by a function that expects the lock to be held and takes none.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

type cart struct {
	mu     sync.Mutex
	prices []int
	paid   int
}

// totalLocked needs c.mu to be held.
func (c *cart) totalLocked() int {
	sum := 0
	for _, price := range c.prices {
		sum += price
	}
	return sum
}

func (c *cart) checkout() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.paid = c.totalLocked()
	c.prices = nil
}

func main() {
	c := &cart{prices: []int{5, 7}}
	c.checkout()
	fmt.Println("paid", c.paid)
}
