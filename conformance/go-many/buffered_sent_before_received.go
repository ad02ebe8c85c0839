// How far does the producer run ahead? Length of the buffer when main looks first.
package main

import "fmt"

func main() {
	ch := make(chan int, 2)
	started := make(chan bool)
	go func() {
		started <- true
		for i := range 2 {
			ch <- i
		}
	}()
	<-started
	fmt.Println("in the buffer:", len(ch))
}
