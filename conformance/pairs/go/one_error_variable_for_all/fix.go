// pair: Every goroutine has an err of its own, and a Once keeps the first.
// expect: clean
package main

import (
	"errors"
	"fmt"
	"sync"
)

func save(file string) error {
	return errors.New("disk full")
}

func main() {
	var first error
	var once sync.Once
	var wg sync.WaitGroup
	for _, file := range []string{"a.txt", "b.txt"} {
		wg.Go(func() {
			if err := save(file); err != nil {
				once.Do(func() { first = err })
			}
		})
	}
	wg.Wait()
	fmt.Println("error:", first)
}
