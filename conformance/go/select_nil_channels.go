package main

import "fmt"

func main() {
	var c chan int
	select {
	case <-c:
	case c <- 1:
	}
	fmt.Println("never")
}
