// Work that must outlive its request: WithoutCancel keeps the values and drops the cancellation.
package main

import (
	"context"
	"fmt"
	"time"
)

type traceKey struct{}

func main() {
	ctx, cancel := context.WithTimeout(context.WithValue(context.Background(), traceKey{}, "t-17"), time.Hour)
	saved := make(chan struct{})
	go func(ctx context.Context) {
		defer close(saved)
		time.Sleep(10 * time.Millisecond)
		_, limited := ctx.Deadline()
		fmt.Println("saving", ctx.Value(traceKey{}), ctx.Err(), limited, ctx.Done() == nil)
	}(context.WithoutCancel(ctx))
	cancel()
	fmt.Println("request:", ctx.Err())
	<-saved
}
