// pair: The lock is taken only to read the lines, when the workers are done.
// expect: clean
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
	var wg sync.WaitGroup
	for _, city := range cities {
		wg.Go(func() { r.add(city) })
	}
	wg.Wait()
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.lines)
}

func main() {
	r := &report{}
	fmt.Println("lines", r.build([]string{"Oslo", "Rome"}))
}
