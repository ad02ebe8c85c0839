// pair: The request to stop has a buffer, so the worker can send it to itself.
// expect: clean
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
	s := &service{make(chan string), make(chan string, 1), make(chan struct{})}
	go s.run()
	s.jobs <- "broken"
	<-s.ended
}
