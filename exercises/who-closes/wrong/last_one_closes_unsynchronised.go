package main

import "fmt"

// open is the number of sensors that still send.
var open int

// measure sends what one sensor has measured. The last one to finish closes the channel.
func measure(readings []int, out chan<- int) {
	for _, reading := range readings {
		out <- reading
	}
	open--
	if open == 0 {
		close(out)
	}
}

func main() {
	sensors := [][]int{{3, 4}, {5}}
	out := make(chan int)
	open = len(sensors)
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
