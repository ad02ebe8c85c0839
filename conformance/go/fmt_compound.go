// Slices, arrays, maps, structs and pointers, nested.
package main

import (
	"errors"
	"fmt"
)

type Point struct{ X, Y int }

type Shape struct {
	Name   string
	Center Point
	tags   []string
	attrs  map[string]int
	next   *Shape
	any    any
	err    error
	F      func(int) string
	c      chan int
}

type Inner struct{ A, B string }

type Outer struct {
	Inner
	*Point
	N int
}

type IntList []int
type Grid [2][2]int
type Set map[string]struct{}
type Empty struct{}

func show(v any) {
	fmt.Printf("%v | %+v | %#v | %T\n", v, v, v, v)
}

func main() {
	show(Point{1, 2})
	show(&Point{1, 2})
	show([]Point{{1, 2}, {3, 4}})
	show([]int(nil))
	show([]int{})
	show([]string{"a", "b c", ""})
	show([]any{1, "a", nil, 2.5, true, Point{5, 6}, []int{7}})
	show(&[]int{1, 2})
	show(&[2]bool{true, false})
	show(&map[string]int{"a": 1})
	show(map[string]int{"z": 26, "a": 1, "m": 13})
	show(map[string]int(nil))
	show(map[string]int{})
	show(map[Point]string{{2, 1}: "b", {1, 9}: "a", {1, 2}: "c"})
	show(map[string][]int{"x": {1}, "y": nil})
	show(map[string]map[string]bool{"o": {"i": true}})
	show(Shape{Name: "s", tags: []string{"t"}, attrs: map[string]int{"k": 1}})
	show(Shape{any: 3, err: errors.New("bad")}.err)
	show(struct {
		A int
		B string
	}{1, "x"})
	show(Empty{})
	show([]Empty{{}, {}})
	show([0]int{})
	show([3]string{"x"})
	show(IntList{1, 2})
	show(IntList(nil))
	show(Grid{{1, 2}, {3, 4}})
	show(Set{"b": {}, "a": {}})
	show([][]int{{1}, nil, {2, 3}})
	show((*Point)(nil))
	show((*int)(nil))
	show([]*Point{nil})
	show([]error{nil, errors.New("e")}[0])
	show(map[string]any{"n": nil, "s": "x", "l": []any{1}})
	show(struct{ P *Point }{nil})
	show(struct{ E error }{nil})
	show(struct{ f func() }{nil})
	show(struct{ c chan<- int }{nil})
	show(Outer{Inner{"a", "b"}, nil, 3})
	show((func(int, ...string) (int, error))(nil))
	show((<-chan int)(nil))
	show([]byte("hi"))
	show([]interface{ M() }{nil})
	show(map[bool]int{true: 1, false: 0})
	show(map[float64]string{2.5: "b", -1: "a", 1e9: "c"})
	show(map[[2]int]int{{2, 0}: 1, {1, 5}: 2, {1, 3}: 3})
	show(map[any]string{"b": "x", "a": "y"})
	show(map[rune]bool{'b': true, 'a': false})
	show([]uint8{1, 2})
	show([]uint16{1, 2})
	show(struct{ B []byte }{[]byte{1, 171}})
	show([]bool{true, false})
	fmt.Printf("%d %x %o %q %s\n", []int{10, 20}, []int{10, 20}, Point{10, 20}, Inner{"p", "q"}, Inner{"p", "q"})
	fmt.Printf("%5d|%-5d|%05d|%+d\n", []int{1, 2}, []int{1, 2}, [2]int{1, 2}, map[string]int{"a": 1})
	fmt.Printf("%d %s %t\n", struct {
		S string
		N int
		B bool
	}{"s", 1, true}, struct {
		S string
		N int
		B bool
	}{"s", 1, true}, []any{true, 1, "x"})
	fmt.Printf("%v %v\n", &[]Point{{1, 2}}, []*[]int{nil})
	fmt.Printf("%v %+v\n", struct{ p *Point }{}, &Outer{Point: nil})
	fmt.Printf("%6.2v|%6v|%-6v|%06v\n", []any{"abc", 1.234}, []any{1, "x"}, []any{1, "x"}, []any{1, 2.5})
	fmt.Printf("%x %X %x\n", map[string]string{"k": "v"}, []string{"ab"}, []any{"ab", 255, []byte("c")})
}
