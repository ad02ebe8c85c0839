// pair: Looking, making and adding happen under one lock.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

type registry struct {
	mu    sync.Mutex
	ports map[string]int
}

func (r *registry) add(service string, port int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ports == nil {
		r.ports = map[string]int{}
	}
	r.ports[service] = port
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
