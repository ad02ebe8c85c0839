// n philosophers take the fork on their left, then the one on their right: they can all starve.
package main

import "sync"

const n = 3

var forks [n]sync.Mutex

func eat(left, right int, done chan bool) {
	forks[left].Lock()
	forks[right].Lock()
	forks[right].Unlock()
	forks[left].Unlock()
	done <- true
}

func main() {
	done := make([]chan bool, n)
	for i := range done {
		done[i] = make(chan bool, 1)
	}
	for i := range done {
		go eat(i, (i+1)%n, done[i])
	}
	for i := range done {
		<-done[i]
	}
}
