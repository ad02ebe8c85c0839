// pair: A recovered panic leaves the lock locked, because Unlock was not deferred.
// expect: deadlock
package main

import (
	"fmt"
	"sync"
)

type prices struct {
	mu  sync.Mutex
	all []int
}

func (p *prices) at(i int) int {
	p.mu.Lock()
	price := p.all[i]
	p.mu.Unlock()
	return price
}

func handle(p *prices, i int) {
	defer func() {
		if recover() != nil {
			fmt.Println("no such price")
		}
	}()
	fmt.Println("price", p.at(i))
}

func main() {
	p := &prices{all: []int{3, 5}}
	handle(p, 2)
	handle(p, 1)
}
