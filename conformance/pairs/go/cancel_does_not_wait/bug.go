// pair: Cancelling only asks the worker to end; the database is closed while it may still be reading.
// expect: panic
// real: passes 1000
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
	closed.Store(true)
	<-ended
	fmt.Println("closed", closed.Load())
}
