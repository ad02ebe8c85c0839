// The average of nothing.
package main

import "fmt"

func average(numbers []int) int {
	sum := 0
	for _, n := range numbers {
		sum += n
	}
	return sum / len(numbers)
}

func main() {
	results := make(chan int)
	for _, numbers := range [][]int{{1, 2, 6}, {}} {
		go func() { results <- average(numbers) }()
		fmt.Println(<-results)
	}
}
