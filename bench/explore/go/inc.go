// Each goroutine reads x and writes it back one greater, without a lock.
package main

const threads = 2
const rounds = 3

var x int

func inc(done chan bool) {
	for k := 0; k < rounds; k++ {
		v := x
		x = v + 1
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
