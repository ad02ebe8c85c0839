package main

import (
	"fmt"
)

var x = "global"

type stack struct{ data []int }

func (s *stack) push(v int)         { s.data = append(s.data, v) }
func (s *stack) pop() (v int)       { v = s.data[len(s.data)-1]; s.data = s.data[:len(s.data)-1]; return }
func (s stack) Len() int            { return len(s.data) }
func (stack) blank(_ int, _ string) {}

type tree struct {
	left, right *tree
	val         int
}

func (t *tree) insert(v int) *tree {
	if t == nil {
		return &tree{val: v}
	}
	if v < t.val {
		t.left = t.left.insert(v)
	} else {
		t.right = t.right.insert(v)
	}
	return t
}
func (t *tree) walk(f func(int)) {
	if t == nil {
		return
	}
	t.left.walk(f)
	f(t.val)
	t.right.walk(f)
}

func fib() func() int {
	a, b := 0, 1
	return func() int {
		defer func() { a, b = b, a+b }()
		return a
	}
}

type Op func(float64, float64) float64

var ops = map[string]Op{
	"+": func(a, b float64) float64 { return a + b },
	"-": func(a, b float64) float64 { return a - b },
}

type Animal interface{ Sound() string }
type Dog struct{}
type Cat struct{ name string }

func (Dog) Sound() string    { return "woof" }
func (c *Cat) Sound() string { return c.name + " meow" }

type Matrix [2][2]int

func (m Matrix) Mul(o Matrix) (r Matrix) {
	for i := range m {
		for j := range o[0] {
			for k := range o {
				r[i][j] += m[i][k] * o[k][j]
			}
		}
	}
	return
}

func swap(a, b *int) { *a, *b = *b, *a }

type counter struct{ n int }

func (c *counter) inc() *counter { c.n++; return c }

func apply(fs ...func(int) int) int {
	v := 1
	for _, f := range fs {
		v = f(v)
	}
	return v
}

func main() {
	fmt.Println(x)
	x := 1
	{
		x := x + 1
		x++
		fmt.Println(x)
	}
	fmt.Println(x)
	var s stack
	s.push(1)
	s.push(2)
	fmt.Println(s.pop(), s.Len(), s)
	s.blank(1, "")
	var root *tree
	for _, v := range []int{5, 2, 8, 1} {
		root = root.insert(v)
	}
	root.walk(func(v int) { fmt.Print(v, " ") })
	fmt.Println()
	f := fib()
	for i := 0; i < 10; i++ {
		fmt.Print(f(), " ")
	}
	fmt.Println(ops["+"](1, 2), ops["-"](1, 2))
	for _, a := range []Animal{Dog{}, &Cat{"tom"}, new(Dog)} {
		fmt.Print(a.Sound(), ";")
	}
	fmt.Println()
	m := Matrix{{1, 1}, {1, 0}}
	fmt.Println(m.Mul(m).Mul(m))
	a, b := 1, 2
	swap(&a, &b)
	fmt.Println(a, b)
	c := counter{}
	c.inc().inc().inc()
	fmt.Println(c.n)
	fmt.Println(apply(func(i int) int { return i + 1 }, func(i int) int { return i * 10 }))
	grid := make([][]rune, 2)
	for i := range grid {
		grid[i] = make([]rune, 3)
		for j := range grid[i] {
			grid[i][j] = '.'
		}
	}
	grid[1][2] = '#'
	for _, row := range grid {
		fmt.Println(string(row))
	}
	type kv struct {
		k string
		v int
	}
	counts := map[string]*kv{}
	for _, w := range []string{"a", "b", "a"} {
		if e, ok := counts[w]; ok {
			e.v++
		} else {
			counts[w] = &kv{w, 1}
		}
	}
	fmt.Println(*counts["a"], *counts["b"], len(counts))
	var iface interface {
		inc() *counter
	} = &c
	iface.inc()
	fmt.Println(c)
	if x > 100 {
		return
	}
	func() {
		defer func() {
			if r := recover(); r != nil {
				fmt.Println("recovered:", r)
			}
		}()
		var t *tree
		fmt.Println(t.val)
	}()
	var arr [5]int
	sl := arr[1:3]
	sl = append(sl, 9)
	fmt.Println(arr, sl, cap(sl))
	mm := map[[2]int]bool{{1, 2}: true}
	fmt.Println(mm[[2]int{1, 2}], mm[[...]int{2, 1}])
	ms := map[string]struct{ a int }{"x": {1}}
	v, ok := ms["y"]
	fmt.Println(ms["x"].a, v, ok)
	switch y := x; y {
	case 1, 2, 3:
		fmt.Println("small")
	case 4:
	}
	goto end
end:
	fmt.Println("end")
}
