// pair: The broadcast blocks under the lock on a reader who wants that lock to unsubscribe.
// expect: deadlock
package main

import (
	"fmt"
	"sync"
)

type feed struct {
	mu      sync.Mutex
	readers map[string]chan string
}

func (f *feed) broadcast(news string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, inbox := range f.readers {
		inbox <- news
	}
}

func (f *feed) unsubscribe(name string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.readers, name)
}

func main() {
	inbox := make(chan string)
	f := &feed{readers: map[string]chan string{"ann": inbox}}
	var wg sync.WaitGroup
	wg.Go(func() {
		<-inbox
		f.unsubscribe("ann")
	})
	f.broadcast("rain")
	f.broadcast("sun")
	wg.Wait()
	fmt.Println("readers", len(f.readers))
}
