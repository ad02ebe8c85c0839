// GOMAXPROCS=1
// A sleeper wakes only when the running goroutine lets go of the processor.
package main

import (
	"fmt"
	"time"
)

func main() {
	go func() {
		time.Sleep(time.Millisecond)
		fmt.Println("slept 1ms")
	}()
	go func() {
		start := time.Now()
		for time.Since(start) < 4*time.Millisecond {
		}
		fmt.Println("computed 4ms")
	}()
	time.Sleep(30 * time.Millisecond)
	fmt.Println("main ends")
}
