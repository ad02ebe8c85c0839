// A callback that nobody set.
package main

import (
	"fmt"
	"sync"
)

type button struct{ onClick func(string) }

func main() {
	var wg sync.WaitGroup
	buttons := []button{{func(s string) { fmt.Println("clicked", s) }}, {}}
	for _, b := range buttons {
		wg.Add(1)
		go func() {
			defer wg.Done()
			b.onClick("once")
		}()
		wg.Wait()
	}
}
