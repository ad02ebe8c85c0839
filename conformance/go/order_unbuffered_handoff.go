// GOMAXPROCS=1
// An unbuffered hand-over step by step: the receiver takes its value before the sender goes on.
package main

import "fmt"

func main() {
	ch := make(chan int)
	done := make(chan struct{})
	log := []string{}
	note := func(what string, n int) { log = append(log, fmt.Sprint(what, " ", n)) }
	go func() {
		defer close(done)
		for n := range ch {
			note("  received", n)
		}
		note("  received all:", len(log))
	}()
	for n := range 5 {
		note("sending", n)
		ch <- n
		note("sent", n)
	}
	close(ch)
	<-done
	for _, line := range log {
		fmt.Println(line)
	}
}
