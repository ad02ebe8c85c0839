// Parameters that may only send or only receive; a two-way channel converts to either.
package main

import (
	"fmt"
	"strings"
)

func ping(pings chan<- string, text string) {
	pings <- text
}

func pong(pings <-chan string, pongs chan<- string) {
	pongs <- strings.ToUpper(<-pings)
}

type relay struct {
	in  <-chan string
	out chan<- string
}

func main() {
	pings, pongs := make(chan string, 1), make(chan string, 1)
	ping(pings, "hello")
	pong(pings, pongs)
	fmt.Println(<-pongs)

	r := relay{in: pongs, out: pings}
	fmt.Printf("%T %T %T\n", pings, r.in, r.out)
	go func() { r.out <- "round trip" }()
	pong(pings, pongs)
	fmt.Println(<-r.in)
}
