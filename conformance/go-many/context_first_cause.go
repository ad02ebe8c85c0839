// Two goroutines cancel with a cause; the first one is kept.
package main

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

func main() {
	ctx, cancel := context.WithCancelCause(context.Background())
	var wg sync.WaitGroup
	for _, text := range []string{"disk full", "connection lost"} {
		wg.Go(func() { cancel(errors.New(text)) })
	}
	wg.Wait()
	fmt.Println(context.Cause(ctx))
}
