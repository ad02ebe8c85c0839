// pair: The manager waits for the workers while it holds the lock that they need to finish.
// expect: deadlock
package main

import (
	"fmt"
	"sync"
)

type report struct {
	mu    sync.Mutex
	lines []string
}

func (r *report) add(line string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lines = append(r.lines, line)
}

func (r *report) build(cities []string) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	var wg sync.WaitGroup
	for _, city := range cities {
		wg.Go(func() { r.add(city) })
	}
	wg.Wait()
	return len(r.lines)
}

func main() {
	r := &report{}
	fmt.Println("lines", r.build([]string{"Oslo", "Rome"}))
}
