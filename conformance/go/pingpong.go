// Two goroutines take turns over unbuffered channels.
package main

import (
	"fmt"
	"sync"
)

func player(name string, in <-chan int, out chan<- int, wg *sync.WaitGroup) {
	defer wg.Done()
	for ball := range in {
		fmt.Println(name, ball)
		if ball == 6 {
			close(out)
			return
		}
		out <- ball + 1
	}
	fmt.Println(name, "stops")
}

func main() {
	ping, pong := make(chan int), make(chan int)
	var wg sync.WaitGroup
	wg.Add(2)
	go player("ping", ping, pong, &wg)
	go player("pong", pong, ping, &wg)
	ping <- 1
	wg.Wait()
}
