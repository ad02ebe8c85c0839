package main

import "fmt"

// measure sends what one sensor has measured.
func measure(readings []int, out chan<- int, last bool) {
	for _, reading := range readings {
		out <- reading
	}
	if last {
		close(out)
	}
}

func main() {
	sensors := [][]int{{3, 4}, {5}}
	out := make(chan int)
	for i, readings := range sensors {
		go measure(readings, out, i == len(sensors)-1)
	}
	count, sum := 0, 0
	for reading := range out {
		count++
		sum += reading
	}
	fmt.Println(count, "readings, sum", sum)
}
