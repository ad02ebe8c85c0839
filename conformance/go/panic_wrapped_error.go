// A wrapped error as the panic's value: the whole chain of messages is shown.
package main

import (
	"errors"
	"fmt"
	"os"
)

var errConnection = errors.New("connection refused")

func main() {
	err := fmt.Errorf("start server: %w", fmt.Errorf("dial: %w", errConnection))
	fmt.Fprintln(os.Stdout, errors.Is(err, errConnection))
	done := make(chan struct{})
	go func() {
		defer close(done)
		panic(err)
	}()
	<-done
	select {}
}
