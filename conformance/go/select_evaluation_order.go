// Channel and value expressions of all cases are evaluated once, in source order, before choosing.
package main

import "fmt"

func channel(name string, ch chan int) chan int {
	fmt.Println("channel", name)
	return ch
}

func value(n int) int {
	fmt.Println("value", n)
	return n
}

func main() {
	ready := make(chan int, 1)
	var never chan int
	list := []int{0, 0}
	index := func() int {
		fmt.Println("index")
		return 1
	}
	select {
	case channel("a", never) <- value(1):
	case list[index()] = <-channel("b", never):
	case channel("c", ready) <- value(2):
		fmt.Println("sent")
	}
	select {
	case list[index()] = <-channel("d", ready):
		fmt.Println("received", list)
	case channel("e", never) <- value(3):
	}
}
