// The cause says why a context was cancelled; Err says only that it was.
package main

import (
	"context"
	"errors"
	"fmt"
	"time"
)

var errQuota = errors.New("quota used up")

func main() {
	ctx, cancel := context.WithCancelCause(context.Background())
	child, stop := context.WithTimeout(ctx, time.Hour)
	defer stop()
	fmt.Println(ctx.Err(), context.Cause(ctx))
	cancel(errQuota)
	cancel(errors.New("too late"))
	fmt.Println(ctx.Err(), "-", context.Cause(ctx))
	fmt.Println(child.Err(), "-", context.Cause(child))

	plain, cancelPlain := context.WithCancelCause(context.Background())
	cancelPlain(nil)
	fmt.Println(plain.Err(), "-", context.Cause(plain))

	slow := errors.New("database too slow")
	timed, cancelTimed := context.WithTimeoutCause(context.Background(), time.Millisecond, slow)
	defer cancelTimed()
	<-timed.Done()
	fmt.Println(timed.Err(), "-", context.Cause(timed))
}
