// n philosophers of whom the last takes the first fork before its own: nobody starves.
package main

import "sync"

const n = 3

var forks [n]sync.Mutex

func eat(first, second int, done chan bool) {
	forks[first].Lock()
	forks[second].Lock()
	forks[second].Unlock()
	forks[first].Unlock()
	done <- true
}

func main() {
	done := make([]chan bool, n)
	for i := range done {
		done[i] = make(chan bool, 1)
	}
	for i := 0; i < n-1; i++ {
		go eat(i, i+1, done[i])
	}
	go eat(0, n-1, done[n-1])
	for i := range done {
		<-done[i]
	}
}
