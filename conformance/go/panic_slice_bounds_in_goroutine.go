// A slice expression beyond the capacity.
package main

import "fmt"

func window(data []int, from, to int, out chan<- []int) {
	out <- data[from:to]
}

func main() {
	data := make([]int, 3, 8)
	out := make(chan []int)
	go window(data, 1, 8, out)
	fmt.Println(<-out)
	go window(data, 1, 9, out)
	fmt.Println(<-out)
}
