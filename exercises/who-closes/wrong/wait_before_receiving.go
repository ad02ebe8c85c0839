package main

import (
	"fmt"
	"sync"
)

// measure sends what one sensor has measured.
func measure(readings []int, out chan<- int) {
	for _, reading := range readings {
		out <- reading
	}
}

func main() {
	sensors := [][]int{{3, 4}, {5}}
	out := make(chan int)
	var wg sync.WaitGroup
	for _, readings := range sensors {
		wg.Go(func() { measure(readings, out) })
	}
	wg.Wait()
	close(out)
	count, sum := 0, 0
	for reading := range out {
		count++
		sum += reading
	}
	fmt.Println(count, "readings, sum", sum)
}
