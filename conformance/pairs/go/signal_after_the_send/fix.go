// pair: The cook rings the bell first.
// expect: clean
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
		mu.Lock()
		cooked = true
		mu.Unlock()
		bell.Signal()
		plates <- "soup"
	}()
	mu.Lock()
	for !cooked {
		bell.Wait()
	}
	mu.Unlock()
	fmt.Println("served", <-plates)
}
