// A retry loop that doubles its pause, up to a limit, and gives up after four tries.
package main

import (
	"errors"
	"fmt"
	"time"
)

var errBusy = errors.New("busy")

func retry(tries int, pause, longest time.Duration, work func(try int) error) error {
	var err error
	for try := 1; try <= tries; try++ {
		if err = work(try); err == nil {
			return nil
		}
		fmt.Printf("try %d: %v, waiting %v\n", try, err, pause)
		time.Sleep(pause)
		pause = min(2*pause, longest)
	}
	return fmt.Errorf("gave up after %d tries: %w", tries, err)
}

func main() {
	start := time.Now()
	err := retry(5, 2*time.Millisecond, 6*time.Millisecond, func(try int) error {
		if try < 4 {
			return errBusy
		}
		return nil
	})
	fmt.Println("first:", err, "after at least 12ms:", time.Since(start) >= 12*time.Millisecond)

	err = retry(2, time.Millisecond, time.Millisecond, func(int) error { return errBusy })
	fmt.Println("second:", err, errors.Is(err, errBusy))
}
