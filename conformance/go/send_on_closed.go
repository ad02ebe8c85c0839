// Sending on a closed channel panics in the sender; deferred calls still run.
package main

import "fmt"

func main() {
	defer fmt.Println("deferred")
	ch := make(chan int, 1)
	close(ch)
	ch <- 1
}
