// Requests carry the channel for their answer.
package main

import (
	"errors"
	"fmt"
)

type request struct {
	text  string
	reply chan<- response
}

type response struct {
	length int
	err    error
}

func serve(requests <-chan request) {
	for r := range requests {
		if r.text == "" {
			r.reply <- response{err: errors.New("empty request")}
			continue
		}
		r.reply <- response{length: len(r.text)}
	}
}

func main() {
	requests := make(chan request)
	go serve(requests)
	for _, text := range []string{"ping", "", "hello"} {
		reply := make(chan response)
		requests <- request{text, reply}
		answer := <-reply
		fmt.Printf("%q: %d %v\n", text, answer.length, answer.err)
	}
	close(requests)
}
