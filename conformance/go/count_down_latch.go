// A latch: main waits for three services, with a message for the slow ones.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var started sync.WaitGroup
	for i, name := range []string{"database", "cache", "queue"} {
		started.Add(1)
		go func() {
			defer started.Done()
			time.Sleep(time.Duration(i) * 30 * time.Millisecond)
			fmt.Println(name, "is up")
		}()
	}
	ready := make(chan struct{})
	go func() {
		defer close(ready)
		started.Wait()
	}()
	for {
		select {
		case <-ready:
			fmt.Println("all are up")
			return
		case <-time.After(45 * time.Millisecond):
			fmt.Println("still waiting")
		}
	}
}
