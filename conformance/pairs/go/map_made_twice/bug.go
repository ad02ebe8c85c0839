// pair: Both registrations find no map and make one, and the second map replaces the first with its entry.
// expect: panic
package main

import (
	"fmt"
	"sync"
)

type registry struct {
	mu    sync.Mutex
	ports map[string]int
}

func (r *registry) missing() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.ports == nil
}

func (r *registry) add(service string, port int) {
	if r.missing() {
		r.mu.Lock()
		r.ports = map[string]int{}
		r.mu.Unlock()
	}
	r.mu.Lock()
	r.ports[service] = port
	r.mu.Unlock()
}

func main() {
	r := &registry{}
	var wg sync.WaitGroup
	wg.Go(func() { r.add("web", 80) })
	wg.Go(func() { r.add("mail", 25) })
	wg.Wait()
	if len(r.ports) != 2 {
		panic("a service is lost")
	}
	fmt.Println("services", len(r.ports))
}
