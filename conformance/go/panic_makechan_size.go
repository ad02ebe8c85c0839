// A channel cannot have a negative capacity.
package main

import "fmt"

func main() {
	limit := 2
	for range 4 {
		ch := make(chan int, limit)
		fmt.Println("capacity", cap(ch))
		limit--
	}
}
