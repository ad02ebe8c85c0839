// A buffer only postpones the deadlock.
package main

import "fmt"

func main() {
	ch := make(chan int, 2)
	for i := range 3 {
		fmt.Println("sending", i)
		ch <- i
	}
	fmt.Println(<-ch)
}
