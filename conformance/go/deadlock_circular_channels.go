// Two goroutines that each want to receive first.
package main

import "fmt"

func forward(in <-chan int, out chan<- int) {
	n := <-in
	fmt.Println("never", n)
	out <- n
}

func main() {
	a, b := make(chan int), make(chan int)
	go forward(a, b)
	fmt.Println("both wait")
	forward(b, a)
}
