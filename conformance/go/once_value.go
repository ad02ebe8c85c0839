// OnceValue and OnceValues compute at the first call and keep the result; OnceFunc keeps a panic.
package main

import (
	"errors"
	"fmt"
	"sync"
)

func main() {
	calls := 0
	answer := sync.OnceValue(func() int {
		calls++
		return 6 * 7
	})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() { answer() })
	}
	wg.Wait()
	fmt.Println(answer(), "computed", calls, "time")

	open := sync.OnceValues(func() (string, error) {
		fmt.Println("opening")
		return "", errors.New("no such file")
	})
	for range 2 {
		_, err := open()
		fmt.Println(err)
	}

	broken := sync.OnceFunc(func() {
		fmt.Println("breaking")
		panic("broken")
	})
	for range 2 {
		func() {
			defer func() { fmt.Println("recovered:", recover()) }()
			broken()
		}()
	}
}
