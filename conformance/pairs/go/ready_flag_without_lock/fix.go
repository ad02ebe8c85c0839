// pair: An atomic flag orders the text before the reader that sees it set.
// expect: clean
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var text string
	var ready atomic.Bool
	var wg sync.WaitGroup
	wg.Go(func() {
		text = "hello"
		ready.Store(true)
	})
	length := 5
	if ready.Load() {
		length = len(text)
	}
	wg.Wait()
	fmt.Println("length", length)
}
