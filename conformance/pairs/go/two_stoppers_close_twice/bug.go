// pair: Two goroutines both find the server still open and both close it.
// expect: panic
package main

import (
	"fmt"
	"sync"
)

type server struct {
	closed chan struct{}
}

func (s *server) stop() {
	select {
	case <-s.closed:
	default:
		close(s.closed)
	}
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
