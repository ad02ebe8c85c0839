package main

import (
	"fmt"
	"sync"
)

type registry struct {
	mu sync.Mutex
	n  int
}

func (r *registry) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.n
}

func (r *registry) add() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.n++
	return r.count()
}

func main() {
	var r registry
	fmt.Println(r.count())
	fmt.Println(r.add())
}
