// pair: The read lock is given back before the write lock is taken, and then looked again.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

type cache struct {
	mu    sync.RWMutex
	pages map[string]string
	loads int
}

func (c *cache) get(name string) string {
	c.mu.RLock()
	page, ok := c.pages[name]
	c.mu.RUnlock()
	if ok {
		return page
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if page, ok := c.pages[name]; ok {
		return page
	}
	c.loads++
	c.pages[name] = "page " + name
	return c.pages[name]
}

func main() {
	c := &cache{pages: map[string]string{}}
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { c.get("home") })
	}
	wg.Wait()
	fmt.Println("loads", c.loads)
}
