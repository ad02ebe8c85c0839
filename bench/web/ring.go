// Sixteen goroutines in a ring hand tokens on, and two more print and sleep now and then: a trace
// of any length in which something happens in every lane all the time.
package main

import (
	"fmt"
	"sync"
	"time"
)

const hops = 500

func station(in <-chan int, out chan<- int, done *sync.WaitGroup) {
	defer done.Done()
	for token := range in {
		if token == 0 {
			close(out)
			return
		}
		out <- token - 1
	}
}

func reporter(name string, stop <-chan bool) {
	for {
		select {
		case <-stop:
			return
		case <-time.After(20 * time.Microsecond):
			fmt.Println(name, "waits")
		}
	}
}

func main() {
	const stations = 16
	var ring [stations]chan int
	for i := range ring {
		ring[i] = make(chan int, 1)
	}
	stop := make(chan bool)
	go reporter("one", stop)
	go reporter("two", stop)
	var done sync.WaitGroup
	for i := range ring {
		done.Add(1)
		go station(ring[i], ring[(i+1)%stations], &done)
	}
	for i := 0; i < stations; i += 4 {
		ring[i] <- hops
	}
	time.Sleep(time.Duration(hops) * 500 * time.Nanosecond)
	close(stop)
}
