// pair: The worker calls stop, which waits for the worker to take the request to stop.
// expect: deadlock
package main

import "fmt"

type service struct {
	jobs, quit chan string
	ended      chan struct{}
}

func (s *service) stop(why string) { s.quit <- why }

func (s *service) run() {
	defer close(s.ended)
	for {
		select {
		case job := <-s.jobs:
			if job == "broken" {
				s.stop("a job is broken")
			}
		case why := <-s.quit:
			fmt.Println("stopped:", why)
			return
		}
	}
}

func main() {
	s := &service{make(chan string), make(chan string), make(chan struct{})}
	go s.run()
	s.jobs <- "broken"
	<-s.ended
}
