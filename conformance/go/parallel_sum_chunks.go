// A slice in chunks, a partial sum for each, and the total over a channel.
package main

import "fmt"

func sum(numbers []int, out chan<- int) {
	total := 0
	for _, n := range numbers {
		total += n
	}
	out <- total
}

func main() {
	const size = 7
	numbers := make([]int, 100)
	for i := range numbers {
		numbers[i] = i + 1
	}
	partial := make(chan int)
	parts := 0
	for start := 0; start < len(numbers); start += size {
		end := min(start+size, len(numbers))
		go sum(numbers[start:end], partial)
		parts++
	}
	total := 0
	for range parts {
		total += <-partial
	}
	fmt.Println(parts, "parts, total", total)
}
