// A channel that keeps the latest values: when it is full, the oldest is thrown away.
package main

import "fmt"

type latest struct {
	in   chan int
	out  chan int
	done chan struct{}
}

func keepLatest(capacity int) latest {
	l := latest{make(chan int), make(chan int, capacity), make(chan struct{})}
	go func() {
		defer close(l.done)
		defer close(l.out)
		for n := range l.in {
			select {
			case l.out <- n:
			default:
				<-l.out
				l.out <- n
			}
		}
	}()
	return l
}

func main() {
	l := keepLatest(3)
	for n := range 10 {
		l.in <- n
	}
	close(l.in)
	<-l.done
	for n := range l.out {
		fmt.Println(n)
	}
}
