// pair: A Once lets the second caller wait until the connection is made.
// expect: clean
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type connection struct{ sent atomic.Int32 }

type client struct {
	once sync.Once
	conn *connection
}

func (c *client) send() {
	c.once.Do(func() { c.conn = &connection{} })
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
