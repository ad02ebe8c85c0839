// pair: Two readers that lock in opposite order are safe until a writer waits for the shared lock.
// expect: deadlock
// real: passes 1000
package main

import (
	"fmt"
	"sync"
)

var (
	pages sync.RWMutex
	stats sync.Mutex
	views = map[string]int{"home": 0}
)

func view(page string) {
	pages.RLock()
	defer pages.RUnlock()
	stats.Lock()
	defer stats.Unlock()
	views[page]++
}

func report() int {
	stats.Lock()
	defer stats.Unlock()
	pages.RLock()
	defer pages.RUnlock()
	return len(views)
}

func publish(page string) {
	pages.Lock()
	defer pages.Unlock()
	views[page] = 0
}

func main() {
	var wg sync.WaitGroup
	wg.Go(func() { view("home") })
	wg.Go(func() { report() })
	wg.Go(func() { publish("news") })
	wg.Wait()
	fmt.Println("pages", len(views), "home", views["home"])
}
