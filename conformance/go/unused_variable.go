// Refused by the compiler: nothing runs.
package main

import "fmt"

func main() {
	ch := make(chan int)
	unused := 1
	fmt.Println("never printed")
	close(ch)
}
