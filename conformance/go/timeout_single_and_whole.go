// time.After inside the loop limits each message; outside it limits the whole conversation.
package main

import (
	"fmt"
	"time"
)

func talk(pauses ...int) <-chan int {
	out := make(chan int)
	go func() {
		for i, pause := range pauses {
			time.Sleep(time.Duration(pause) * time.Millisecond)
			out <- i
		}
	}()
	return out
}

func main() {
	messages := talk(10, 10, 200)
	for waiting := true; waiting; {
		select {
		case n := <-messages:
			fmt.Println("message", n)
		case <-time.After(80 * time.Millisecond):
			fmt.Println("too slow")
			waiting = false
		}
	}

	messages = talk(40, 40, 40, 40, 40, 40)
	whole := time.After(100 * time.Millisecond)
	for waiting := true; waiting; {
		select {
		case n := <-messages:
			fmt.Println("message", n)
		case <-whole:
			fmt.Println("you talk too much")
			waiting = false
		}
	}
}
