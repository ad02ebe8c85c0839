// One goroutine writes x, n goroutines read it: only the order of each read and the write counts.
package main

const n = 8

var x int

func write(done chan bool) {
	x = 42
	done <- true
}

func read(done chan bool) {
	v := x
	_ = v
	done <- true
}

func main() {
	done := make([]chan bool, n+1)
	for i := range done {
		done[i] = make(chan bool, 1)
	}
	go write(done[0])
	for i := 1; i <= n; i++ {
		go read(done[i])
	}
	for i := range done {
		<-done[i]
	}
}
