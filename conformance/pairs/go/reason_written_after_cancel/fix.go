// pair: The reason is handed over together with the cancellation.
// expect: clean
package main

import (
	"context"
	"errors"
	"fmt"
)

func main() {
	ctx, cancel := context.WithCancelCause(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		cancel(errors.New("disk full"))
	}()
	<-ctx.Done()
	reason := context.Cause(ctx)
	if reason == nil {
		panic("cancelled without a reason")
	}
	fmt.Println("reason:", reason)
	<-ended
}
