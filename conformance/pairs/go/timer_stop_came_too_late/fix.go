// pair: The seat is sold only if Stop was in time.
// expect: clean
package main

import (
	"fmt"
	"sync/atomic"
	"time"
)

func main() {
	var released atomic.Bool
	timer := time.AfterFunc(50*time.Millisecond, func() { released.Store(true) })
	confirmed := make(chan string)
	go func() { confirmed <- "seat 7" }()
	seat := <-confirmed
	if !timer.Stop() {
		fmt.Println("too late for", seat)
		return
	}
	if released.Load() {
		panic("sold a seat that was released")
	}
	fmt.Println("sold", seat)
}
