// One token travels round a ring of goroutines; only its holder may print.
package main

import "fmt"

func station(id int, in <-chan int, out chan<- int, done chan<- bool) {
	for token := range in {
		fmt.Printf("station %d has the token, %d hops left\n", id, token)
		if token == 0 {
			done <- true
			return
		}
		out <- token - 1
	}
}

func main() {
	const stations = 3
	links := make([]chan int, stations)
	for i := range links {
		links[i] = make(chan int)
	}
	done := make(chan bool)
	for i := range stations {
		go station(i, links[i], links[(i+1)%stations], done)
	}
	links[0] <- 7
	<-done
}
