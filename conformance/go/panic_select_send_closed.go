// In a select, too, a send on a closed channel panics: it counts as ready.
package main

import "fmt"

func main() {
	out := make(chan int)
	close(out)
	select {
	case out <- 1:
		fmt.Println("sent")
	default:
		fmt.Println("default")
	}
}
