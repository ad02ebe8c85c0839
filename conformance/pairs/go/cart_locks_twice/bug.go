// pair: A method that holds the cart's lock calls another method that takes it again.
// expect: deadlock
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

func (c *cart) total() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	sum := 0
	for _, price := range c.prices {
		sum += price
	}
	return sum
}

func (c *cart) checkout() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.paid = c.total()
	c.prices = nil
}

func main() {
	c := &cart{prices: []int{5, 7}}
	c.checkout()
	fmt.Println("paid", c.paid)
}
