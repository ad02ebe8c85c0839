// GOMAXPROCS=1
// A waiting writer keeps new readers out; when it is through, all readers go.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var lock sync.RWMutex
	var wg sync.WaitGroup
	lock.RLock()
	wg.Go(func() {
		lock.Lock()
		fmt.Println("writer")
		lock.Unlock()
	})
	runtime.Gosched()
	for i := range 3 {
		wg.Go(func() {
			lock.RLock()
			fmt.Println("reader", i)
			lock.RUnlock()
		})
		runtime.Gosched()
	}
	fmt.Println("main reads, the others wait")
	lock.RUnlock()
	wg.Wait()
}
