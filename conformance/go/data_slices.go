package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

type person struct {
	name string
	age  int
}

type names []string

func main() {
	s := []int{3, 1, 2, 3}
	fmt.Println(slices.Contains(s, 2), slices.Index(s, 3), slices.Index(s, 9), slices.Max(s), slices.Min(s))
	fmt.Println(slices.IndexFunc(s, func(n int) bool { return n%2 == 0 }), slices.ContainsFunc(s, func(n int) bool { return n > 5 }))
	c := slices.Clone(s)
	slices.Sort(c)
	fmt.Println(s, c, slices.IsSorted(c), slices.IsSorted(s), slices.Compact(c))
	i, found := slices.BinarySearch([]string{"a", "c", "e"}, "c")
	fmt.Println(i, found)
	i, found = slices.BinarySearch([]string{"a", "c", "e"}, "d")
	fmt.Println(i, found)
	i, found = slices.BinarySearchFunc([]person{{"ann", 3}, {"bob", 5}}, 5, func(p person, age int) int { return cmp.Compare(p.age, age) })
	fmt.Println(i, found)
	fmt.Println(slices.Equal(s, []int{3, 1, 2, 3}), slices.Compare(s, []int{3, 2}), slices.Compare(s, s), slices.Compare(s, nil))
	slices.Reverse(s)
	fmt.Println(s)
	s = slices.Insert(s, 1, 10, 11)
	fmt.Println(s)
	s = slices.Delete(s, 0, 2)
	fmt.Println(s)
	s = slices.Replace(s, 0, 1, 7, 8, 9)
	fmt.Println(s)
	s = slices.DeleteFunc(s, func(n int) bool { return n < 3 })
	fmt.Println(s, len(s))
	fmt.Println(slices.Concat([]int{1}, []int{2, 3}, nil, []int{4}), slices.Repeat([]string{"a", "b"}, 2))
	people := []person{{"carl", 30}, {"ann", 25}, {"bob", 30}, {"dan", 25}}
	slices.SortFunc(people, func(a, b person) int {
		return cmp.Or(-cmp.Compare(a.age, b.age), strings.Compare(a.name, b.name))
	})
	fmt.Println(people)
	slices.SortStableFunc(people, func(a, b person) int { return cmp.Compare(a.age, b.age) })
	fmt.Println(people)
	oldest := slices.MaxFunc(people, func(a, b person) int { return cmp.Compare(a.age, b.age) })
	fmt.Println(oldest, slices.MinFunc(people, func(a, b person) int { return cmp.Compare(a.name, b.name) }))
	n := names{"z", "x", "y"}
	slices.Sort(n)
	fmt.Printf("%T %v\n", slices.Clone(n), n)
	floats := []float64{2.5, -1, 0}
	slices.Sort(floats)
	fmt.Println(floats)
	bytes := []byte("sorted")
	slices.Sort(bytes)
	fmt.Println(string(bytes))
	big := []uint64{1 << 63, 1, 1<<64 - 1}
	slices.Sort(big)
	fmt.Println(big)
	g := slices.Grow([]int{1}, 10)
	fmt.Println(len(g), cap(g) >= 11, cap(slices.Clip(g)))
	fmt.Println(slices.CompactFunc([]string{"a", "A", "b", "B", "b"}, strings.EqualFold))
	fmt.Println(slices.EqualFunc([]int{1, 2}, []string{"1", "2"}, func(a int, b string) bool { return fmt.Sprint(a) == b }))
	var none []int
	fmt.Println(slices.Clone(none) == nil, slices.Contains(none, 0))
	fmt.Println(slices.Max(none))
}
