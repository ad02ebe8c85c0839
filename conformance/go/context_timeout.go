// A deadline ends the work that takes too long and leaves the quick work alone.
package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

func work(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return fmt.Errorf("work: %w", ctx.Err())
	}
}

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 40*time.Millisecond)
	defer cancel()
	_, limited := ctx.Deadline()
	_, free := context.Background().Deadline()
	fmt.Println("deadlines:", limited, free)
	fmt.Println(work(ctx, time.Millisecond))
	err := work(ctx, time.Second)
	fmt.Println(err, errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled))

	longer, cancelLonger := context.WithTimeout(ctx, time.Hour)
	defer cancelLonger()
	fmt.Println("a child cannot outlive its parent:", longer.Err())

	past, cancelPast := context.WithDeadline(context.Background(), time.Now().Add(-time.Second))
	fmt.Println("a deadline in the past:", past.Err())
	cancelPast()
	fmt.Println("the first error stays:", past.Err())
}
