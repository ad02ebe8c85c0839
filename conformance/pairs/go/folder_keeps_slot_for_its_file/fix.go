// pair: A folder gives its slot back before it looks at the file inside.
// expect: clean
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
	s.seen.Add(1)
	<-s.slots
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
