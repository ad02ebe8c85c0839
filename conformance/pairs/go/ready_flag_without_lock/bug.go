// pair: A plain bool says that the text is there, and nothing orders the two for the reader.
// expect: race
// real: passes 1000
package main

import (
	"fmt"
	"sync"
)

func main() {
	var text string
	var ready bool
	var wg sync.WaitGroup
	wg.Go(func() {
		text = "hello"
		ready = true
	})
	length := 5
	if ready {
		length = len(text)
	}
	wg.Wait()
	fmt.Println("length", length)
}
