// Two locks in opposite orders: mostly fine, sometimes a deadlock.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var a, b sync.Mutex
	var wg sync.WaitGroup
	both := func(first, second *sync.Mutex) {
		defer wg.Done()
		first.Lock()
		runtime.Gosched()
		second.Lock()
		second.Unlock()
		first.Unlock()
	}
	wg.Add(2)
	go both(&a, &b)
	go both(&b, &a)
	wg.Wait()
	fmt.Println("no deadlock this time")
}
