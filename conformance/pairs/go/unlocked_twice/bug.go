// pair: The error path unlocks by hand and once more by defer, perhaps the lock of another goroutine.
// expect: panic
package main

import (
	"fmt"
	"sync"
)

type shelf struct {
	mu    sync.Mutex
	books int
}

func (s *shelf) lend(n int) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n > s.books {
		s.mu.Unlock()
		return false
	}
	s.books -= n
	return true
}

func main() {
	s := &shelf{books: 3}
	var wg sync.WaitGroup
	wg.Go(func() { s.lend(1) })
	wg.Go(func() { s.lend(9) })
	wg.Wait()
	fmt.Println("books", s.books)
}
