// pair: Main waits until the worker says that it is done.
// expect: clean
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var resized atomic.Int32
	var wg sync.WaitGroup
	wg.Go(func() { resized.Add(1) })
	wg.Wait()
	if resized.Load() != 1 {
		panic("the picture is not there yet")
	}
	fmt.Println("resized", resized.Load())
}
