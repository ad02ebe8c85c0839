// pair: A deferred Unlock runs on every way out of the function.
// expect: clean
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
	defer s.mu.Unlock()
	if s.lamps < n {
		return errSoldOut
	}
	s.lamps -= n
	return nil
}

func main() {
	s := &stock{lamps: 3}
	fmt.Println(s.take(5))
	fmt.Println(s.take(1))
}
