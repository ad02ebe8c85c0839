// A send while holding the lock that the receiver needs first.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var mu sync.Mutex
	events := make(chan string)
	go func() {
		time.Sleep(5 * time.Millisecond)
		mu.Lock()
		defer mu.Unlock()
		fmt.Println("event", <-events)
	}()
	mu.Lock()
	defer mu.Unlock()
	fmt.Println("sending under the lock")
	events <- "saved"
}
