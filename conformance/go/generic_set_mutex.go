// A generic set that is safe to share, with constraints on its elements.
package main

import (
	"cmp"
	"fmt"
	"slices"
	"sync"
)

type set[T cmp.Ordered] struct {
	mu    sync.RWMutex
	items map[T]struct{}
}

func newSet[T cmp.Ordered](items ...T) *set[T] {
	s := &set[T]{items: make(map[T]struct{})}
	for _, item := range items {
		s.add(item)
	}
	return s
}

func (s *set[T]) add(item T) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, known := s.items[item]
	s.items[item] = struct{}{}
	return !known
}

func (s *set[T]) sorted() []T {
	s.mu.RLock()
	defer s.mu.RUnlock()
	list := make([]T, 0, len(s.items))
	for item := range s.items {
		list = append(list, item)
	}
	slices.Sort(list)
	return list
}

func main() {
	numbers := newSet[int]()
	fresh := make(chan bool)
	for i := range 9 {
		go func() { fresh <- numbers.add(i % 4) }()
	}
	added := 0
	for range 9 {
		if <-fresh {
			added++
		}
	}
	fmt.Println(added, numbers.sorted())
	fmt.Println(newSet("b", "a", "b").sorted())
}
