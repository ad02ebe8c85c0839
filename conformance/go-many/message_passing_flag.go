// Data first, flag second: whoever sees the flag sees the data.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var data, flag atomic.Int32
	var wg sync.WaitGroup
	wg.Go(func() {
		data.Store(42)
		flag.Store(1)
	})
	wg.Go(func() {
		f := flag.Load()
		d := data.Load()
		fmt.Println(f, d)
	})
	wg.Wait()
}
