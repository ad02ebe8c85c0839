// pair: The job's fields have a lock, which whoever shows them takes too.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

type job struct {
	mu      sync.Mutex
	percent int
	state   string
	ended   chan struct{}
}

func (j *job) run() {
	defer close(j.ended)
	j.mu.Lock()
	defer j.mu.Unlock()
	j.state = "running"
	j.percent = 100
}

func (j *job) progress() int {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.percent
}

func main() {
	j := &job{state: "new", ended: make(chan struct{})}
	go j.run()
	if j.progress() > 100 {
		fmt.Println("impossible")
	}
	<-j.ended
	fmt.Println(j.state, j.progress())
}
