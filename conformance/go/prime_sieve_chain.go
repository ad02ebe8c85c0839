// The prime sieve: a chain of filters, one goroutine for each prime found so far.
package main

import "fmt"

func generate(out chan<- int) {
	for n := 2; ; n++ {
		out <- n
	}
}

func filter(in <-chan int, out chan<- int, prime int) {
	for {
		if n := <-in; n%prime != 0 {
			out <- n
		}
	}
}

func main() {
	numbers := make(chan int)
	go generate(numbers)
	for range 25 {
		prime := <-numbers
		fmt.Print(prime, " ")
		next := make(chan int)
		go filter(numbers, next, prime)
		numbers = next
	}
	fmt.Println()
}
