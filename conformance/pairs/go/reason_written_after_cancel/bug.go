// pair: The worker cancels first and writes the reason afterwards, when main may have read it.
// expect: race panic
package main

import (
	"context"
	"errors"
	"fmt"
)

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	var reason error
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		cancel()
		reason = errors.New("disk full")
	}()
	<-ctx.Done()
	if reason == nil {
		panic("cancelled without a reason")
	}
	fmt.Println("reason:", reason)
	<-ended
}
