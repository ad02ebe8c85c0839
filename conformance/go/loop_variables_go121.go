//go:build go1.21

package main

import "fmt"

func main() {
	var fs []func()
	for i := 0; i < 3; i++ {
		fs = append(fs, func() { fmt.Print(i, " ") })
	}
	for _, v := range []string{"a", "b"} {
		fs = append(fs, func() { fmt.Print(v, " ") })
	}
	for _, f := range fs {
		f()
	}
	fmt.Println()
	var ps []*int
	for i := range []int{1, 2, 3} {
		ps = append(ps, &i)
	}
	fmt.Println(*ps[0], *ps[2], ps[0] == ps[1])
}
