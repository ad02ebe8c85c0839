// One goroutine looks for the last zero of a while n goroutines fill it, each from its neighbour.
package main

const n = 5

var a [n + 1]int

func search(done chan bool) {
	i := n
	for a[i] != 0 {
		i--
	}
	done <- true
}

func write(j int, done chan bool) {
	v := a[j-1]
	a[j] = v + 1
	done <- true
}

func main() {
	done := make([]chan bool, n+1)
	for i := range done {
		done[i] = make(chan bool, 1)
	}
	go search(done[0])
	for j := 1; j <= n; j++ {
		go write(j, done[j])
	}
	for i := range done {
		<-done[i]
	}
}
