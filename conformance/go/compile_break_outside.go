// A break that breaks nothing.
package main

import "sync"

func main() {
	var mu sync.Mutex
	mu.Lock()
	if mu.TryLock() {
		break
	}
	mu.Unlock()
}
