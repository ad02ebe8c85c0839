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
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Millisecond)
	defer cancel()
	fmt.Println(work(ctx, time.Millisecond))
	err := work(ctx, time.Second)
	fmt.Println(err, errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled))
	fmt.Println(ctx.Err(), context.Cause(ctx), ctx.Err() == context.DeadlineExceeded)
	timeout, ok := ctx.Err().(interface{ Timeout() bool })
	fmt.Println(ok, timeout.Timeout())
	cancel()
	fmt.Println(ctx.Err())
	deadline, ok := ctx.Deadline()
	fmt.Println(ok, time.Now().After(deadline))

	slow := errors.New("too slow")
	caused, cancel2 := context.WithTimeoutCause(context.Background(), time.Millisecond, slow)
	defer cancel2()
	<-caused.Done()
	fmt.Println(caused.Err(), context.Cause(caused))

	past, cancel3 := context.WithDeadline(context.Background(), time.Now().Add(-time.Second))
	defer cancel3()
	fmt.Println(past.Err())

	// The earlier deadline counts.
	outer, cancel4 := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel4()
	inner, cancel5 := context.WithTimeout(outer, time.Hour)
	defer cancel5()
	d1, _ := outer.Deadline()
	d2, ok := inner.Deadline()
	fmt.Println(d1.Equal(d2), ok)
	fmt.Printf("%T %T\n", outer, inner)
	start := time.Now()
	<-inner.Done()
	fmt.Println(inner.Err(), time.Since(start) < 10*time.Second)

	early, cancel6 := context.WithTimeout(context.Background(), time.Hour)
	cancel6()
	<-early.Done()
	fmt.Println(early.Err(), context.Cause(early))
	kept := context.WithoutCancel(early)
	_, ok = kept.Deadline()
	fmt.Println(kept.Err(), ok)
}
