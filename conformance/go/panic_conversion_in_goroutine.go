// A type assertion on a message of another type.
package main

import "fmt"

func consume(in <-chan any, done chan<- bool) {
	for message := range in {
		fmt.Println("length", len(message.(string)))
	}
	done <- true
}

func main() {
	in, done := make(chan any), make(chan bool)
	go consume(in, done)
	in <- "hello"
	in <- 42
	close(in)
	<-done
}
