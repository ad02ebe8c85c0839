// Both channels are ready: select takes either.
package main

import "fmt"

func main() {
	a, b := make(chan int, 1), make(chan int, 1)
	a <- 1
	b <- 2
	select {
	case n := <-a:
		fmt.Println("a", n)
	case n := <-b:
		fmt.Println("b", n)
	}
}
