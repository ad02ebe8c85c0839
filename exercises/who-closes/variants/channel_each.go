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
	var outs []chan int
	for _, readings := range sensors {
		outs = append(outs, make(chan int))
		go measure(readings, outs[len(outs)-1])
	}
	count, sum := 0, 0
	for _, out := range outs {
		for reading := range out {
			count++
			sum += reading
		}
	}
	fmt.Println(count, "readings, sum", sum)
}
