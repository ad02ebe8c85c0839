// A read lock cannot be turned into a write lock.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var lock sync.RWMutex
	cache := map[string]int{}
	lock.RLock()
	defer lock.RUnlock()
	if _, ok := cache["x"]; !ok {
		fmt.Println("missing, upgrading")
		lock.Lock()
		cache["x"] = 1
		lock.Unlock()
	}
}
