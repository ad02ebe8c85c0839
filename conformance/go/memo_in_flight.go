// A cache that computes each key once, even if many ask for it while it is being computed.
package main

import (
	"fmt"
	"sync"
	"time"
)

type entry struct {
	ready chan struct{}
	value int
}

type memo struct {
	mu      sync.Mutex
	entries map[string]*entry
	calls   int
	compute func(string) int
}

func (m *memo) get(key string) int {
	m.mu.Lock()
	e := m.entries[key]
	if e != nil {
		m.mu.Unlock()
		<-e.ready
		return e.value
	}
	e = &entry{ready: make(chan struct{})}
	m.entries[key] = e
	m.calls++
	m.mu.Unlock()
	e.value = m.compute(key)
	close(e.ready)
	return e.value
}

func main() {
	m := &memo{entries: map[string]*entry{}, compute: func(key string) int {
		time.Sleep(5 * time.Millisecond)
		return len(key)
	}}
	keys := []string{"go", "chan", "go", "select", "chan", "go"}
	lengths := make([]int, len(keys))
	var wg sync.WaitGroup
	for i, key := range keys {
		wg.Go(func() { lengths[i] = m.get(key) })
	}
	wg.Wait()
	fmt.Println(lengths, "computed", m.calls)
}
