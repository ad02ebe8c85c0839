// Both may see a free seat and take it: the check and the act are not one step.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

type seat struct {
	mu    sync.Mutex
	taken bool
}

func (s *seat) free() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.taken
}

func (s *seat) take() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.taken = true
}

func main() {
	var s seat
	booked := make(chan int, 2)
	for range 2 {
		go func() {
			if !s.free() {
				booked <- 0
				return
			}
			runtime.Gosched()
			s.take()
			booked <- 1
		}()
	}
	fmt.Println("booked", <-booked+<-booked, "times")
}
