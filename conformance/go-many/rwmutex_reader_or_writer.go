// A reader and a writer start together: the reader sees the old or the new value.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var lock sync.RWMutex
	price := 10
	var wg sync.WaitGroup
	wg.Go(func() {
		lock.Lock()
		defer lock.Unlock()
		price = 12
	})
	wg.Go(func() {
		lock.RLock()
		defer lock.RUnlock()
		fmt.Println("price", price)
	})
	wg.Wait()
}
