// pair: A supplier that fails closes its channel, and the zero received then is taken for a price.
// expect: panic
package main

import "fmt"

func supplier(price int, prices chan<- int) {
	defer close(prices)
	if price > 0 {
		prices <- price
	}
}

func main() {
	bread, milk := make(chan int), make(chan int)
	go supplier(3, bread)
	go supplier(-1, milk)
	cheapest := min(<-bread, <-milk)
	if cheapest <= 0 {
		panic("something is free")
	}
	fmt.Println("cheapest", cheapest)
}
