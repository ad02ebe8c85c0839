// AfterFunc runs a function when its context is done, unless it is stopped first.
package main

import (
	"context"
	"fmt"
	"time"
)

func main() {
	ctx, cancel := context.WithCancel(context.Background())
	cleaned := make(chan string)
	context.AfterFunc(ctx, func() { cleaned <- "connection closed" })
	stop := context.AfterFunc(ctx, func() { fmt.Println("never") })
	fmt.Println("stopped:", stop(), stop())
	cancel()
	fmt.Println(<-cleaned)

	// On a context that is done already, it runs at once.
	stop = context.AfterFunc(ctx, func() { cleaned <- "at once" })
	fmt.Println(<-cleaned)
	fmt.Println("stopped:", stop())

	timed, cancelTimed := context.WithTimeout(context.Background(), 5*time.Millisecond)
	defer cancelTimed()
	context.AfterFunc(timed, func() { cleaned <- "timed out: " + timed.Err().Error() })
	fmt.Println(<-cleaned)
}
