// Maps print in the order of their keys; absent keys give zero values.
package main

import "fmt"

type point struct{ x, y int }

func main() {
	m := map[string][]int{}
	for i, word := range []string{"b", "a", "b", "c"} {
		m[word] = append(m[word], i)
	}
	delete(m, "c")
	list, ok := m["c"]
	fmt.Println(m, len(m), list == nil, ok)
	grid := map[point]string{{2, 1}: "x", {1, 2}: "y"}
	grid[point{1, 2}] += "!"
	fmt.Println(grid, grid[point{9, 9}] == "")
	mixed := map[any]int{1: 1, "one": 1, 1.5: 2}
	mixed["one"]++
	fmt.Println(mixed["one"], mixed[1], mixed[2], len(mixed))
	counts := map[rune]int{}
	for _, r := range "hello, wörld" {
		counts[r]++
	}
	fmt.Println(counts['l'], counts['ö'], len(counts))
	clear(counts)
	fmt.Println(counts)
}
