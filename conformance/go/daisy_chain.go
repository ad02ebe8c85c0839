// Ten thousand goroutines in a chain, each adding one on the way from right to left.
package main

import "fmt"

func pass(left chan<- int, right <-chan int) {
	left <- 1 + <-right
}

func main() {
	const links = 10000
	leftmost := make(chan int)
	left, right := leftmost, leftmost
	for range links {
		right = make(chan int)
		go pass(left, right)
		left = right
	}
	go func() { right <- 1 }()
	fmt.Println(<-leftmost)
}
