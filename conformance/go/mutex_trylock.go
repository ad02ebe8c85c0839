// TryLock never waits: it says whether it got the lock.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	fmt.Println(mu.TryLock(), mu.TryLock())
	mu.Unlock()

	held, release := make(chan bool), make(chan bool)
	go func() {
		mu.Lock()
		held <- true
		<-release
		mu.Unlock()
		held <- false
	}()
	<-held
	fmt.Println("while held:", mu.TryLock())
	release <- true
	<-held
	fmt.Println("when free:", mu.TryLock())

	var rw sync.RWMutex
	fmt.Println(rw.TryRLock(), rw.TryRLock(), rw.TryLock())
	rw.RUnlock()
	rw.RUnlock()
	fmt.Println(rw.TryLock(), rw.TryRLock())
}
