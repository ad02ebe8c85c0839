// Shutdown in order: stop taking work, let the workers drain the queue, then report.
package main

import (
	"fmt"
	"sync"
	"time"
)

type server struct {
	queue   chan int
	quit    chan struct{}
	wg      sync.WaitGroup
	mu      sync.Mutex
	handled int
}

func (s *server) worker() {
	defer s.wg.Done()
	for range s.queue {
		time.Sleep(time.Millisecond)
		s.mu.Lock()
		s.handled++
		s.mu.Unlock()
	}
}

func (s *server) submit(n int) bool {
	select {
	case <-s.quit:
		return false
	default:
	}
	s.queue <- n
	return true
}

func (s *server) shutdown() {
	close(s.quit)
	close(s.queue)
	s.wg.Wait()
}

func main() {
	s := &server{queue: make(chan int, 8), quit: make(chan struct{})}
	for range 2 {
		s.wg.Add(1)
		go s.worker()
	}
	accepted := 0
	for i := range 6 {
		if s.submit(i) {
			accepted++
		}
	}
	s.shutdown()
	fmt.Println("accepted", accepted, "handled", s.handled, "after shutdown:", s.submit(7))
}
