// A panic with an error that wraps another.
package main

import (
	"errors"
	"fmt"
)

var ErrDisk = errors.New("disk full")

func main() {
	err := fmt.Errorf("save: %w", fmt.Errorf("write: %w", ErrDisk))
	panic(err)
}
