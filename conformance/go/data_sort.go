package main

import (
	"fmt"
	"math"
	"sort"
)

type person struct {
	name string
	age  int
}

type byAge []person

func (a byAge) Len() int           { return len(a) }
func (a byAge) Swap(i, j int)      { a[i], a[j] = a[j], a[i] }
func (a byAge) Less(i, j int) bool { return a[i].age < a[j].age }

// counted counts how often it is asked.
type counted struct {
	byAge
	less, swaps *int
}

func (c counted) Less(i, j int) bool { *c.less++; return c.byAge.Less(i, j) }
func (c counted) Swap(i, j int)      { *c.swaps++; c.byAge.Swap(i, j) }

func people(n, mod, seed int) []person {
	list := make([]person, n)
	for i := range list {
		seed = (seed*1103515245 + 12345) & 0x7fffffff
		list[i] = person{fmt.Sprint("p", i), seed >> 8 % mod}
		list[i].age = (seed >> 8) % mod
	}
	return list
}

func main() {
	ints := []int{5, 2, -6, 3, 1, 4}
	sort.Ints(ints)
	fmt.Println(ints, sort.IntsAreSorted(ints), sort.SearchInts(ints, 3), sort.SearchInts(ints, 10))
	floats := []float64{2.5, math.NaN(), -1, math.Inf(1), 0, math.Inf(-1)}
	sort.Float64s(floats)
	fmt.Println(floats, sort.Float64sAreSorted(floats))
	words := []string{"pear", "apple", "", "fig", "Apple", "äpple"}
	sort.Strings(words)
	fmt.Printf("%q %v %d\n", words, sort.StringsAreSorted(words), sort.SearchStrings(words, "fig"))
	sort.Sort(sort.Reverse(sort.IntSlice(ints)))
	fmt.Println(ints)
	sort.Sort(sort.Reverse(sort.StringSlice(words)))
	fmt.Printf("%q\n", words)
	sort.IntSlice(ints).Sort()
	fmt.Println(ints, sort.IntSlice(ints).Search(4))

	for _, n := range []int{5, 11, 12, 13, 30, 60, 200} {
		for _, mod := range []int{2, 7, 1000} {
			list := people(n, mod, n+mod)
			var less, swaps int
			sort.Sort(counted{list, &less, &swaps})
			fmt.Println(n, mod, less, swaps, sort.IsSorted(byAge(list)), list[:5], list[n/2])
			list = people(n, mod, n+mod)
			sort.Slice(list, func(i, j int) bool { return list[i].age > list[j].age })
			fmt.Println(list[:5], list[n/2], list[n-1])
			list = people(n, mod, n+mod)
			sort.SliceStable(list, func(i, j int) bool { return list[i].age < list[j].age })
			fmt.Println(list[:5], list[n/2], list[n-1])
			list = people(n, mod, n+mod)
			less, swaps = 0, 0
			sort.Stable(counted{list, &less, &swaps})
			fmt.Println(less, swaps, list[:3])
		}
	}
	i, found := sort.Find(len(words), func(i int) int { return -1 })
	fmt.Println(i, found)
	squares := sort.Search(100, func(i int) bool { return i*i >= 50 })
	fmt.Println(squares)
	fmt.Println(sort.SliceIsSorted(ints, func(i, j int) bool { return ints[i] < ints[j] }))
	grid := [][]int{{3, 1}, {1, 2}, {2}}
	sort.Slice(grid, func(i, j int) bool { return grid[i][0] < grid[j][0] })
	fmt.Println(grid)
}
