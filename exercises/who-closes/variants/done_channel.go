package main

import "fmt"

// measure sends what one sensor has measured.
func measure(readings []int, out chan<- int, done chan<- bool) {
	for _, reading := range readings {
		out <- reading
	}
	done <- true
}

func main() {
	sensors := [][]int{{3, 4}, {5}}
	out := make(chan int)
	done := make(chan bool)
	for _, readings := range sensors {
		go measure(readings, out, done)
	}
	count, sum := 0, 0
	for open := len(sensors); open > 0; {
		select {
		case reading := <-out:
			count++
			sum += reading
		case <-done:
			open--
		}
	}
	fmt.Println(count, "readings, sum", sum)
}
