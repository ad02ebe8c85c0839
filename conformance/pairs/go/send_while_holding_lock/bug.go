// pair: The recorder sends while it holds the lock that the receiver takes before it receives again.
// expect: deadlock
package main

import (
	"fmt"
	"sync"
)

type meter struct {
	mu       sync.Mutex
	recorded int
	shown    int
	updates  chan string
}

func (m *meter) record(what string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.recorded++
	m.updates <- what
}

func (m *meter) show() {
	for range m.updates {
		m.mu.Lock()
		m.shown++
		m.mu.Unlock()
	}
}

func main() {
	m := &meter{updates: make(chan string)}
	var wg sync.WaitGroup
	wg.Go(m.show)
	m.record("login")
	m.record("logout")
	close(m.updates)
	wg.Wait()
	fmt.Println("recorded", m.recorded, "shown", m.shown)
}
