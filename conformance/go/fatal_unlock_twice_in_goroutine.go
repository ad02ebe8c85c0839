package main

import (
	"fmt"
	"sync"
)

type store struct {
	mu sync.Mutex
	n  int
}

func (s *store) add() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.n++
	s.mu.Unlock()
}

func main() {
	var s store
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		s.add()
	}()
	wg.Wait()
	fmt.Println(s.n)
}
