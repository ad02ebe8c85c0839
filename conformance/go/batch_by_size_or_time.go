// Batches are sent when they are full, or when 50 ms have passed.
package main

import (
	"fmt"
	"time"
)

func batches(in <-chan int, size int, limit time.Duration) <-chan []int {
	out := make(chan []int)
	go func() {
		defer close(out)
		for open := true; open; {
			var batch []int
			deadline := time.After(limit)
		fill:
			for len(batch) < size {
				select {
				case n, ok := <-in:
					if !ok {
						open = false
						break fill
					}
					batch = append(batch, n)
				case <-deadline:
					break fill
				}
			}
			if len(batch) > 0 {
				out <- batch
			}
		}
	}()
	return out
}

func main() {
	in := make(chan int)
	go func() {
		defer close(in)
		for n := range 8 {
			if n == 5 {
				time.Sleep(120 * time.Millisecond)
			}
			in <- n
		}
	}()
	for batch := range batches(in, 3, 50*time.Millisecond) {
		fmt.Println(batch)
	}
}
