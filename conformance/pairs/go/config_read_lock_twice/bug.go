// pair: A reader takes the read lock a second time while a writer already waits between the two.
// expect: deadlock
// real: passes 1000
package main

import (
	"fmt"
	"sync"
)

type config struct {
	mu         sync.RWMutex
	host, port string
}

func (c *config) getPort() string {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.port
}

func (c *config) address() string {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.host + ":" + c.getPort()
}

func (c *config) move(host string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.host = host
}

func main() {
	c := &config{host: "old", port: "80"}
	var wg sync.WaitGroup
	wg.Go(func() { c.address() })
	wg.Go(func() { c.move("new") })
	wg.Wait()
	fmt.Println(c.address())
}
