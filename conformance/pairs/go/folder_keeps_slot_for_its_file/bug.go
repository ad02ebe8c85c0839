// pair: Two folders take both slots and each wants another one for the file inside.
// expect: deadlock
// real: passes 1000
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type scanner struct {
	slots chan struct{}
	seen  atomic.Int32
}

func (s *scanner) scan(depth int) {
	s.slots <- struct{}{}
	defer func() { <-s.slots }()
	s.seen.Add(1)
	if depth > 0 {
		s.scan(depth - 1)
	}
}

func main() {
	s := &scanner{slots: make(chan struct{}, 2)}
	var wg sync.WaitGroup
	wg.Go(func() { s.scan(1) })
	wg.Go(func() { s.scan(1) })
	wg.Wait()
	fmt.Println("seen", s.seen.Load())
}
