// pair: A reader that misses asks for the write lock while it still holds its own read lock.
// expect: deadlock
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
	defer c.mu.RUnlock()
	if page, ok := c.pages[name]; ok {
		return page
	}
	c.mu.Lock()
	defer c.mu.Unlock()
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
