// pair: The goroutines assign to the err of the function around them.
// expect: race
// real: passes 1000
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
	var err error
	var wg sync.WaitGroup
	for _, file := range []string{"a.txt", "b.txt"} {
		wg.Go(func() { err = save(file) })
	}
	wg.Wait()
	fmt.Println("error:", err)
}
