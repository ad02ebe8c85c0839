// A million numbers, sorted by the program's own quicksort.
package main

import "fmt"

func quicksort(xs []int) {
	for len(xs) > 12 {
		pivot := xs[len(xs)/2]
		i, j := 0, len(xs)-1
		for i <= j {
			for xs[i] < pivot {
				i++
			}
			for xs[j] > pivot {
				j--
			}
			if i <= j {
				xs[i], xs[j] = xs[j], xs[i]
				i++
				j--
			}
		}
		if j < len(xs)-i {
			quicksort(xs[:j+1])
			xs = xs[i:]
		} else {
			quicksort(xs[i:])
			xs = xs[:j+1]
		}
	}
	for i := 1; i < len(xs); i++ {
		for j := i; j > 0 && xs[j] < xs[j-1]; j-- {
			xs[j], xs[j-1] = xs[j-1], xs[j]
		}
	}
}

func main() {
	xs := make([]int, 1_000_000)
	x := 1
	for i := range xs {
		x = (x*1103515245 + 12345) & 0x7fffffff
		xs[i] = x
	}
	quicksort(xs)
	sum := 0
	for i, v := range xs {
		sum = (sum*31 + v*i) & 0xffffffff
	}
	fmt.Println(xs[0], xs[len(xs)/2], sum)
}
