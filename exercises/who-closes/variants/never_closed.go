package main

import "fmt"

// measure sends what one sensor has measured.
func measure(readings []int, out chan<- int) {
	for _, reading := range readings {
		out <- reading
	}
}

func main() {
	sensors := [][]int{{3, 4}, {5}}
	out := make(chan int) // Never closed: main knows how many readings come.
	expected := 0
	for _, readings := range sensors {
		expected += len(readings)
		go measure(readings, out)
	}
	count, sum := 0, 0
	for range expected {
		count++
		sum += <-out
	}
	fmt.Println(count, "readings, sum", sum)
}
