// Slices share their array until append has to grow it.
package main

import "fmt"

func grow(s []int) []int { return append(s, 99) }

var e []int

func main() {
	a := []int{1, 2, 3, 4}
	b := a[:2]
	c := append(b, 100)
	fmt.Println(a, b, c, len(b), cap(b))
	d := append(a[:2:2], 200)
	fmt.Println(a, d, cap(d))
	caps := []int{}
	for i := range 2000 {
		e = append(e, i)
		if len(caps) == 0 || caps[len(caps)-1] != cap(e) {
			caps = append(caps, cap(e))
		}
	}
	fmt.Println(caps)
	var s []string
	s = append(s, "a", "b", "c", "d", "e")
	fmt.Println(len(s), cap(s), copy(s[1:], s), s)
	arr := [3]int{1, 2, 3}
	brr := arr
	view := arr[:]
	view[0] = 7
	fmt.Println(arr, brr, arr == [3]int{7, 2, 3}, grow(view), arr)
	grid := [2][3]int{{1}, {2, 3}}
	for i, row := range grid {
		grid[1][0] = 50
		fmt.Println(i, row)
	}
}
