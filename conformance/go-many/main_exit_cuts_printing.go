// main returns after the first of two lines has been signalled: the second may be lost.
package main

import "fmt"

func main() {
	first := make(chan bool, 1)
	go func() {
		fmt.Println("one")
		first <- true
		fmt.Println("two")
	}()
	<-first
}
