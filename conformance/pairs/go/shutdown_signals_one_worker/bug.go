// pair: Closing the queue wakes one of the two workers that wait, the other sleeps on.
// expect: deadlock
// real: passes 1000
package main

import (
	"fmt"
	"sync"
)

type pool struct {
	mu     sync.Mutex
	wake   *sync.Cond
	closed bool
	left   int
}

func (p *pool) work() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for !p.closed {
		p.wake.Wait()
	}
	p.left++
}

func (p *pool) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	p.wake.Signal()
}

func main() {
	p := &pool{}
	p.wake = sync.NewCond(&p.mu)
	var wg sync.WaitGroup
	wg.Go(p.work)
	wg.Go(p.work)
	p.close()
	wg.Wait()
	fmt.Println("workers that went home", p.left)
}
