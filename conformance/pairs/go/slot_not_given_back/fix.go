// pair: The slot is given back on every way out.
// expect: clean
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	slots := make(chan struct{}, 1)
	var loaded atomic.Int32
	download := func(url string) {
		slots <- struct{}{}
		defer func() { <-slots }()
		if url == "" {
			return
		}
		loaded.Add(1)
	}
	var wg sync.WaitGroup
	wg.Go(func() { download("go.dev") })
	wg.Go(func() { download("") })
	wg.Wait()
	fmt.Println("loaded", loaded.Load())
}
