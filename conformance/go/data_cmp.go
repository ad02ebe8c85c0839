package main

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

type celsius float64

func largest[T cmp.Ordered](first T, rest ...T) T {
	for _, v := range rest {
		if cmp.Less(first, v) {
			first = v
		}
	}
	return first
}

func main() {
	nan := math.NaN()
	fmt.Println(cmp.Compare(1, 2), cmp.Compare("b", "a"), cmp.Compare(2.5, 2.5))
	fmt.Println(cmp.Compare(nan, 1), cmp.Compare(1, nan), cmp.Compare(nan, nan), cmp.Less(nan, 1), cmp.Less(1, nan), cmp.Less(nan, nan))
	fmt.Println(cmp.Or(0, 3, 5), cmp.Or("", "default"), cmp.Or[int]())
	fmt.Println(largest(3, 9, 4), largest("x"), largest(celsius(1.5), 20.25))
	words := []string{"pear", "fig", "apple", "kiwi"}
	slices.SortFunc(words, func(a, b string) int {
		return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
	})
	fmt.Println(words)
	f := cmp.Compare[int]
	fmt.Println(f(5, 4))
}
