// pair: The second result of a receive tells a value from a closed channel.
// expect: clean
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
	cheapest := <-bread
	if price, ok := <-milk; ok {
		cheapest = min(cheapest, price)
	}
	if cheapest <= 0 {
		panic("something is free")
	}
	fmt.Println("cheapest", cheapest)
}
