// A signal before the wait is lost; without a condition to check, the waiter sleeps for ever.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	cond.Signal()
	fmt.Println("signalled")
	mu.Lock()
	cond.Wait()
	mu.Unlock()
	fmt.Println("woken")
}
