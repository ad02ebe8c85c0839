// pair: The counts that belong together are written and read under one lock.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

type statistics struct {
	mu            sync.Mutex
	hits, lookups int
}

func (s *statistics) count() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.hits++
	s.lookups++
}

func (s *statistics) get() (hits, lookups int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.hits, s.lookups
}

func main() {
	s := &statistics{}
	var wg sync.WaitGroup
	wg.Go(s.count)
	h, l := s.get()
	if h > l {
		panic("more hits than lookups")
	}
	wg.Wait()
	h, l = s.get()
	fmt.Println("hits", h, "of", l)
}
