// pair: Main sleeps for what it takes to be long enough instead of waiting for the worker.
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
	var resized atomic.Int32
	go func() { resized.Add(1) }()
	time.Sleep(20 * time.Millisecond)
	if resized.Load() != 1 {
		panic("the picture is not there yet")
	}
	fmt.Println("resized", resized.Load())
}
