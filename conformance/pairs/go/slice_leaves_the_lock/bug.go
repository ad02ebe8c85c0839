// pair: The getter returns the slice itself, and the caller reads it without the lock.
// expect: race
// real: passes 1000
package main

import (
	"fmt"
	"sync"
)

type thermometer struct {
	mu    sync.Mutex
	temps []int
}

func (t *thermometer) set(hour, temp int) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.temps[hour] = temp
}

func (t *thermometer) all() []int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.temps
}

func main() {
	t := &thermometer{temps: []int{7, 8}}
	var wg sync.WaitGroup
	wg.Go(func() { t.set(0, 9) })
	warm := 0
	for _, temp := range t.all() {
		if temp > 5 {
			warm++
		}
	}
	wg.Wait()
	fmt.Println("warm hours", warm)
}
