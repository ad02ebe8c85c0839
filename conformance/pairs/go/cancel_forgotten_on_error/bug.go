// pair: When opening fails, nobody cancels the context that the keep-alive goroutine waits for.
// expect: leak
// real: passes 1000
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

type session struct {
	alive  sync.WaitGroup
	cancel context.CancelFunc
}

func (s *session) open(password string) error {
	var ctx context.Context
	ctx, s.cancel = context.WithCancel(context.Background())
	s.alive.Go(func() { <-ctx.Done() })
	if password == "" {
		return errors.New("no password")
	}
	return nil
}

func (s *session) close() {
	s.cancel()
	s.alive.Wait()
}

func main() {
	s := &session{}
	if err := s.open(""); err != nil {
		fmt.Println("error:", err)
		return
	}
	defer s.close()
	fmt.Println("open")
}
