// After an unbuffered hand-over sender and receiver go on side by side: two lines in either order.
package main

import "fmt"

func main() {
	ch, done := make(chan int), make(chan bool)
	go func() {
		n := <-ch
		fmt.Println("received", n)
		done <- true
	}()
	ch <- 1
	fmt.Println("sent 1")
	<-done
}
