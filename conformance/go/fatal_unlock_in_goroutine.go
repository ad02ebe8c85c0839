// A copied mutex: the copy was taken before the original was locked.
package main

import (
	"fmt"
	"sync"
	"time"
)

type counter struct {
	mu sync.Mutex
	n  int
}

func main() {
	c := counter{}
	copied := c
	c.mu.Lock()
	go func() {
		defer copied.mu.Unlock()
		copied.n++
		fmt.Println("counted", copied.n)
	}()
	time.Sleep(time.Second)
}
