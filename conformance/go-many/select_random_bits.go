// The known trick: select as a source of random bits.
package main

import "fmt"

func main() {
	bits := make(chan int, 3)
	for range 3 {
		select {
		case bits <- 0:
		case bits <- 1:
		}
	}
	fmt.Println(<-bits, <-bits, <-bits)
}
