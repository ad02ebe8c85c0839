// pair: A download that fails keeps its slot, and the next one waits for it.
// expect: deadlock
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
		if url == "" {
			return
		}
		loaded.Add(1)
		<-slots
	}
	var wg sync.WaitGroup
	wg.Go(func() { download("go.dev") })
	wg.Go(func() { download("") })
	wg.Wait()
	fmt.Println("loaded", loaded.Load())
}
