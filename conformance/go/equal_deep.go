// Values inside of interfaces, compared and used as keys.
package main

import "fmt"

type link struct {
	next any
	n    int
}

type wide struct {
	a, b string
	c    any
	_    int
}

func chain(depth int) any {
	var last any
	for i := range depth {
		last = link{last, i}
	}
	return last
}

func try(f func() bool) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(r)
		}
	}()
	fmt.Println(f())
}

func main() {
	fmt.Println(chain(300) == chain(300), chain(300) == chain(299))
	m := map[any]int{chain(100): 1, wide{"x", "y", 3, 0}: 2, [2]any{1, "one"}: 3}
	fmt.Println(m[chain(100)], m[wide{"x", "y", 3, 9}], m[wide{"x", "y", int8(3), 0}], m[[2]any{1, "one"}])
	try(func() bool { return any([]int{1}) == any([]int{1}) })
	try(func() bool { return any(link{[]int{}, 1}) == any(link{[]int{}, 1}) })
	try(func() bool { return any(link{1, 1}) == any(link{"1", 1}) })
	try(func() bool { return any(wide{c: 1.5}) == any(wide{c: 1.5}) })
	fmt.Println(any(0.0) == any(-0.0), any(int64(1)) == any(1), any(nil) == nil)
}
