// GOMAXPROCS=1
// Two producers and one consumer on an unbuffered channel: the queue of senders is first in, first out.
package main

import (
	"fmt"
	"sync"
)

func main() {
	ch := make(chan string)
	var wg sync.WaitGroup
	for _, name := range []string{"a", "b"} {
		wg.Go(func() {
			for i := range 4 {
				ch <- fmt.Sprint(name, i)
			}
		})
	}
	go func() {
		wg.Wait()
		close(ch)
	}()
	var received []string
	for text := range ch {
		received = append(received, text)
	}
	fmt.Println(received)
}
