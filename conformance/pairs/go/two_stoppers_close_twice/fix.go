// pair: A Once lets exactly one of them close it.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

type server struct {
	once   sync.Once
	closed chan struct{}
}

func (s *server) stop() {
	s.once.Do(func() { close(s.closed) })
}

func main() {
	s := &server{closed: make(chan struct{})}
	var wg sync.WaitGroup
	wg.Go(s.stop)
	wg.Go(s.stop)
	wg.Wait()
	_, open := <-s.closed
	fmt.Println("open", open)
}
