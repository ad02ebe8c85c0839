// pair: The flag that says "connected" is set first, and the second caller uses a connection not made yet.
// expect: panic race
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type connection struct{ sent atomic.Int32 }

type client struct {
	connected atomic.Bool
	conn      *connection
}

func (c *client) send() {
	if c.connected.CompareAndSwap(false, true) {
		c.conn = &connection{}
	}
	c.conn.sent.Add(1)
}

func main() {
	c := &client{}
	var wg sync.WaitGroup
	wg.Go(c.send)
	wg.Go(c.send)
	wg.Wait()
	fmt.Println("sent", c.conn.sent.Load())
}
