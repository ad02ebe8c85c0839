// pair: The cook sends the plate before ringing the bell, and the waiter listens for the bell before taking it.
// expect: deadlock
package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	bell := sync.NewCond(&mu)
	cooked := false
	plates := make(chan string)
	go func() {
		plates <- "soup"
		mu.Lock()
		cooked = true
		mu.Unlock()
		bell.Signal()
	}()
	mu.Lock()
	for !cooked {
		bell.Wait()
	}
	mu.Unlock()
	fmt.Println("served", <-plates)
}
