// Two goroutines each write their own flag and read the other's: at least one sees a 1.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var x, y atomic.Int32
	var sawX, sawY int32
	var wg sync.WaitGroup
	wg.Go(func() {
		x.Store(1)
		sawY = y.Load()
	})
	wg.Go(func() {
		y.Store(1)
		sawX = x.Load()
	})
	wg.Wait()
	fmt.Println(sawX, sawY)
}
