// A mutex is not reentrant: locking it again in a called method waits for oneself.
package main

import (
	"fmt"
	"sync"
)

type store struct {
	mu    sync.Mutex
	items []string
}

func (s *store) size() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.items)
}

func (s *store) add(item string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.items = append(s.items, item)
	fmt.Println("added", item)
	fmt.Println("size", s.size())
}

func main() {
	var s store
	s.add("a")
}
