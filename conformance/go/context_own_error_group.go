// A small error group: the first error cancels the others, Wait returns it.
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"
)

type group struct {
	wg     sync.WaitGroup
	once   sync.Once
	err    error
	cancel context.CancelFunc
}

func withContext(parent context.Context) (*group, context.Context) {
	ctx, cancel := context.WithCancel(parent)
	return &group{cancel: cancel}, ctx
}

func (g *group) run(work func() error) {
	g.wg.Go(func() {
		if err := work(); err != nil {
			g.once.Do(func() {
				g.err = err
				g.cancel()
			})
		}
	})
}

func (g *group) wait() error {
	g.wg.Wait()
	g.cancel()
	return g.err
}

func main() {
	g, ctx := withContext(context.Background())
	stopped := make([]bool, 3)
	for i := range stopped {
		g.run(func() error {
			select {
			case <-time.After(time.Minute):
				return nil
			case <-ctx.Done():
				stopped[i] = true
				return ctx.Err()
			}
		})
	}
	g.run(func() error {
		time.Sleep(5 * time.Millisecond)
		return errors.New("disk full")
	})
	fmt.Println(g.wait(), stopped)
}
