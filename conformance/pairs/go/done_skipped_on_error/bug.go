// pair: A worker that fails returns before it says that it is done.
// expect: deadlock
package main

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
)

func parse(line string) (int, error) {
	if line == "" {
		return 0, errors.New("empty line")
	}
	return len(line), nil
}

func main() {
	var total atomic.Int64
	var wg sync.WaitGroup
	for _, line := range []string{"milk", ""} {
		wg.Add(1)
		go func() {
			n, err := parse(line)
			if err != nil {
				return
			}
			total.Add(int64(n))
			wg.Done()
		}()
	}
	wg.Wait()
	fmt.Println("total", total.Load())
}
