// A circuit breaker: closed, open after three failures in a row, half open after a pause.
package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

var errOpen = errors.New("circuit open")

type breaker struct {
	mu       sync.Mutex
	failures int
	limit    int
	openedAt time.Time
	pause    time.Duration
}

func (b *breaker) call(work func() error) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.failures >= b.limit && time.Since(b.openedAt) < b.pause {
		return errOpen
	}
	err := work()
	if err == nil {
		b.failures = 0
		return nil
	}
	b.failures++
	if b.failures >= b.limit {
		b.openedAt = time.Now()
	}
	return err
}

func main() {
	b := &breaker{limit: 3, pause: 30 * time.Millisecond}
	broken := func() error { return errors.New("timeout") }
	working := func() error { return nil }
	for i := range 5 {
		fmt.Println("call", i, b.call(broken))
	}
	time.Sleep(50 * time.Millisecond)
	fmt.Println("after the pause:", b.call(working))
	fmt.Println("closed again:", b.call(working), b.failures)
}
