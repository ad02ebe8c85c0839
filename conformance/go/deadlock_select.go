// No case of this select can ever be ready.
package main

import "fmt"

func main() {
	data, quit := make(chan int), make(chan bool)
	go func() {
		data <- 1
		// quit is forgotten.
	}()
	for {
		select {
		case n := <-data:
			fmt.Println("got", n)
		case <-quit:
			fmt.Println("quit")
			return
		}
	}
}
