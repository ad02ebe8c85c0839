// pair: The buffer goes back into the pool while its bytes are still to be sent.
// expect: race
// real: passes 1000
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
	buffers.Put(b)
	out <- b
}

func main() {
	out := make(chan *buffer, 2)
	var wg sync.WaitGroup
	wg.Go(func() { format("Ann", out) })
	wg.Go(func() { format("Bob", out) })
	letters := len((<-out).text)
	wg.Wait()
	letters += len((<-out).text)
	fmt.Println("letters", letters)
}
