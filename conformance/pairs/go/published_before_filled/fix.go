// pair: The list is published when it is complete, and nobody writes to it any more.
// expect: clean
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type prices struct{ bread int }

func main() {
	var current atomic.Pointer[prices]
	current.Store(&prices{bread: 3})
	var wg sync.WaitGroup
	wg.Go(func() {
		list := &prices{}
		list.bread = 4
		current.Store(list)
	})
	if current.Load().bread == 0 {
		panic("bread is free")
	}
	wg.Wait()
	fmt.Println("bread", current.Load().bread)
}
