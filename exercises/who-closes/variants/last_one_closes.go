package main

import (
	"fmt"
	"sync/atomic"
)

// measure sends what one sensor has measured. The last one to finish closes the channel.
func measure(readings []int, out chan<- int, open *atomic.Int32) {
	for _, reading := range readings {
		out <- reading
	}
	if open.Add(-1) == 0 {
		close(out)
	}
}

func main() {
	sensors := [][]int{{3, 4}, {5}}
	out := make(chan int)
	var open atomic.Int32
	open.Store(int32(len(sensors)))
	for _, readings := range sensors {
		go measure(readings, out, &open)
	}
	count, sum := 0, 0
	for reading := range out {
		count++
		sum += reading
	}
	fmt.Println(count, "readings, sum", sum)
}
