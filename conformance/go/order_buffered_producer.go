// GOMAXPROCS=1
// With a buffer of two the producer runs ahead until it is full.
package main

import "fmt"

func main() {
	ch := make(chan int, 2)
	go func() {
		defer close(ch)
		for n := range 7 {
			fmt.Println("  produce", n)
			ch <- n
		}
		fmt.Println("  producer ends")
	}()
	for n := range ch {
		fmt.Println("consume", n)
	}
}
