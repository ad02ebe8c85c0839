// errgroup: Wait returns the first error, and the context ends the other tasks.
package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"
)

func main() {
	g, ctx := errgroup.WithContext(context.Background())
	ended := make([]error, 3)
	for i := range ended {
		g.Go(func() error {
			select {
			case <-time.After(time.Minute):
			case <-ctx.Done():
				ended[i] = ctx.Err()
			}
			return ended[i]
		})
	}
	g.Go(func() error {
		time.Sleep(5 * time.Millisecond)
		return errors.New("disk full")
	})
	fmt.Println(g.Wait(), ended)

	var none errgroup.Group
	none.Go(func() error { return nil })
	fmt.Println(none.Wait())
}
