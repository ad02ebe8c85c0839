// Two speakers on one channel, kept in step: each waits for its turn on a channel in its message.
package main

import "fmt"

type message struct {
	text string
	wait chan bool
}

func speaker(name string, rounds int) <-chan message {
	out := make(chan message)
	wait := make(chan bool)
	go func() {
		defer close(out)
		for i := range rounds {
			out <- message{fmt.Sprintf("%s %d", name, i), wait}
			<-wait
		}
	}()
	return out
}

func main() {
	ann, joe := speaker("ann", 3), speaker("joe", 3)
	for range 3 {
		first, second := <-joe, <-ann
		fmt.Println(first.text)
		fmt.Println(second.text)
		first.wait <- true
		second.wait <- true
	}
	_, more := <-ann
	fmt.Println("ann goes on:", more)
}
