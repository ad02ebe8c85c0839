package main

import "fmt"

func Index[T comparable](xs []T, x T) int {
	for i, y := range xs {
		if x == y {
			return i
		}
	}
	return -1
}

func main() {
	fmt.Println(Index([]int{1, 2}, 2))
	fmt.Println(Index([][]int{{1}}, []int{1}))
}
