// A full-duplex select on one buffered channel: it can send as well as receive.
package main

import "fmt"

func main() {
	ch := make(chan int, 2)
	ch <- 0
	text := ""
	for i := range 3 {
		select {
		case ch <- i:
			text += "s"
		case <-ch:
			text += "r"
		}
	}
	fmt.Println(text, len(ch))
}
