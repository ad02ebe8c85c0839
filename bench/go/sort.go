// A million numbers, sorted by the standard library.
package main

import (
	"fmt"
	"sort"
)

func main() {
	xs := make([]int, 1_000_000)
	x := 1
	for i := range xs {
		x = (x*1103515245 + 12345) & 0x7fffffff
		xs[i] = x
	}
	sort.Ints(xs)
	sum := 0
	for i, v := range xs {
		sum = (sum*31 + v*i) & 0xffffffff
	}
	fmt.Println(xs[0], xs[len(xs)/2], sum)
}
