// Two senders, one receiver: both values arrive, in either order.
package main

import "fmt"

func main() {
	ch := make(chan string)
	go func() { ch <- "left" }()
	go func() { ch <- "right" }()
	fmt.Println(<-ch, <-ch)
}
