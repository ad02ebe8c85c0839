package main

import "fmt"

// measure sends what one sensor has measured.
func measure(readings []int, out chan<- int) {
	for _, reading := range readings {
		out <- reading
	}
	close(out)
}

func main() {
	sensors := [][]int{{3, 4}, {5}}
	out := make(chan int)
	for _, readings := range sensors {
		go measure(readings, out)
	}
	count, sum := 0, 0
	for reading := range out {
		count++
		sum += reading
	}
	fmt.Println(count, "readings, sum", sum)
}
