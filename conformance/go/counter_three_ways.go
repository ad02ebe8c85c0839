// The same counter with a mutex, with an atomic and with a goroutine that owns it.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type counter interface {
	inc()
	total() int
}

type locked struct {
	mu sync.Mutex
	n  int
}

func (c *locked) inc()       { c.mu.Lock(); c.n++; c.mu.Unlock() }
func (c *locked) total() int { c.mu.Lock(); defer c.mu.Unlock(); return c.n }

type lockFree struct{ n atomic.Int64 }

func (c *lockFree) inc()       { c.n.Add(1) }
func (c *lockFree) total() int { return int(c.n.Load()) }

type owned struct {
	incs  chan struct{}
	reads chan int
}

func newOwned() *owned {
	c := &owned{make(chan struct{}), make(chan int)}
	go func() {
		n := 0
		for {
			select {
			case <-c.incs:
				n++
			case c.reads <- n:
			}
		}
	}()
	return c
}

func (c *owned) inc()       { c.incs <- struct{}{} }
func (c *owned) total() int { return <-c.reads }

func main() {
	for _, c := range []counter{&locked{}, &lockFree{}, newOwned()} {
		var wg sync.WaitGroup
		for range 10 {
			wg.Go(func() {
				for range 50 {
					c.inc()
				}
			})
		}
		wg.Wait()
		fmt.Printf("%T %d\n", c, c.total())
	}
}
