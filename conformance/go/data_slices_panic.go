package main

import (
	"fmt"
	"slices"
)

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	s := []int{1, 2, 3}
	try(func() { slices.Insert(s, 5, 1) })
	try(func() { slices.Delete(s, 2, 1) })
	try(func() { slices.Delete(s, 0, 9) })
	try(func() { slices.Replace(s, 2, 9, 1) })
	try(func() { slices.Grow(s, -1) })
	try(func() { slices.Min([]int{}) })
	try(func() { slices.MaxFunc([]int{}, func(a, b int) int { return a - b }) })
	try(func() { slices.Chunk(s, 0) })
	try(func() { slices.Repeat(s, -1) })
	fmt.Println(slices.Insert(s, 3, 4), slices.Insert(s, 0), slices.Delete(slices.Clone(s), 0, 3))
	t := make([]int, 3, 10)
	u := slices.Insert(t, 1, 7, 8)
	u[0] = 5
	fmt.Println(t, u, cap(u))
	v := slices.Delete(u, 1, 3)
	fmt.Println(v, u)
	slices.Repeat(s, -2)
}
