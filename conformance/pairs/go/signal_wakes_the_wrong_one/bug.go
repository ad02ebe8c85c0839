// pair: Bakers and buyers wait on one condition, and a signal for a baker may wake a buyer.
// expect: deadlock
package main

import (
	"fmt"
	"sync"
)

type counter struct {
	mu      sync.Mutex
	changed *sync.Cond
	loaves  int // There is room for one.
}

func (c *counter) bake() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for c.loaves == 1 {
		c.changed.Wait()
	}
	c.loaves++
	c.changed.Signal()
}

func (c *counter) buy() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for c.loaves == 0 {
		c.changed.Wait()
	}
	c.loaves--
	c.changed.Signal()
}

func main() {
	c := &counter{}
	c.changed = sync.NewCond(&c.mu)
	var wg sync.WaitGroup
	wg.Go(c.bake)
	wg.Go(c.bake)
	wg.Go(c.buy)
	c.buy()
	wg.Wait()
	fmt.Println("loaves left", c.loaves)
}
