// Closing: values sent before are still received, then zero values without end.
package main

import (
	"fmt"
	"sync"
)

type safeChannel struct {
	ch   chan string
	once sync.Once
}

func (s *safeChannel) close() { s.once.Do(func() { close(s.ch) }) }

func main() {
	ch := make(chan int, 3)
	ch <- 1
	ch <- 0
	close(ch)
	for range 3 {
		n, ok := <-ch
		fmt.Println(n, ok, len(ch))
	}

	done := make(chan struct{})
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { <-done })
	}
	close(done)
	wg.Wait()
	fmt.Println("all three were told by one close")

	s := &safeChannel{ch: make(chan string)}
	s.close()
	s.close()
	_, ok := <-s.ch
	fmt.Println("open:", ok)

	defer func() { fmt.Println("second close:", recover()) }()
	close(ch)
}
