// pair: The buffer goes back into the pool when what it holds has been used.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

type buffer struct{ text string }

var buffers = sync.Pool{New: func() any { return new(buffer) }}

func format(name string, out chan<- *buffer) {
	b := buffers.Get().(*buffer)
	b.text = "dear " + name
	out <- b
}

func main() {
	out := make(chan *buffer, 2)
	var wg sync.WaitGroup
	wg.Go(func() { format("Ann", out) })
	wg.Go(func() { format("Bob", out) })
	letters := 0
	for range 2 {
		b := <-out
		letters += len(b.text)
		buffers.Put(b)
	}
	wg.Wait()
	fmt.Println("letters", letters)
}
