// Each goroutine increments x under one lock.
package main

import "sync"

const threads = 2
const rounds = 3

var mu sync.Mutex
var x int

func inc(done chan bool) {
	for k := 0; k < rounds; k++ {
		mu.Lock()
		x += 1
		mu.Unlock()
	}
	done <- true
}

func main() {
	done := make([]chan bool, threads)
	for i := range done {
		done[i] = make(chan bool, 1)
	}
	for i := range done {
		go inc(done[i])
	}
	for i := range done {
		<-done[i]
	}
}
