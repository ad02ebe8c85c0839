// pair: The database is closed when the worker has ended.
// expect: clean
package main

import (
	"context"
	"fmt"
	"sync/atomic"
)

func main() {
	var closed atomic.Bool
	query := func() {
		if closed.Load() {
			panic("query on a closed database")
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if ctx.Err() == nil {
			query()
		}
	}()
	cancel()
	<-ended
	closed.Store(true)
	fmt.Println("closed", closed.Load())
}
