// Closures over variables, made and called.
package main

import "fmt"

func counter(step int) func() int {
	n := 0
	return func() int {
		n += step
		return n
	}
}

func apply(xs []int, f func(int) int) int {
	sum := 0
	for _, x := range xs {
		sum += f(x)
	}
	return sum
}

func main() {
	next := counter(3)
	sum := 0
	for i := 0; i < 3_000_000; i++ {
		sum += next()
	}
	xs := make([]int, 1000)
	for i := range xs {
		xs[i] = i
	}
	for round := 0; round < 1000; round++ {
		sum += apply(xs, func(x int) int { return x*round + 1 })
	}
	for i := 0; i < 300_000; i++ {
		sum += counter(i)()
	}
	fmt.Println(sum)
}
