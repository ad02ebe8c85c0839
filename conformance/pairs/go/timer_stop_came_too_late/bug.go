// pair: Stop says that the timer has already fired, but nobody listens to its answer.
// expect: panic
// timing: loose
// real: passes 1000
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
	timer.Stop()
	if released.Load() {
		panic("sold a seat that was released")
	}
	fmt.Println("sold", seat)
}
