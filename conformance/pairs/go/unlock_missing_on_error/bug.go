// pair: The error path returns without unlocking, and the next caller waits for ever.
// expect: deadlock
package main

import (
	"errors"
	"fmt"
	"sync"
)

var errSoldOut = errors.New("sold out")

type stock struct {
	mu    sync.Mutex
	lamps int
}

func (s *stock) take(n int) error {
	s.mu.Lock()
	if s.lamps < n {
		return errSoldOut
	}
	s.lamps -= n
	s.mu.Unlock()
	return nil
}

func main() {
	s := &stock{lamps: 3}
	fmt.Println(s.take(5))
	fmt.Println(s.take(1))
}
