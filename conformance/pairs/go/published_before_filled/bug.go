// pair: The new price list is published first and filled afterwards.
// expect: panic race
// real: passes 1000
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
		current.Store(list)
		list.bread = 4
	})
	if current.Load().bread == 0 {
		panic("bread is free")
	}
	wg.Wait()
	fmt.Println("bread", current.Load().bread)
}
