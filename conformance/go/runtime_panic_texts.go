package main

import "fmt"

type I interface{ M() }
type J interface{ N() }
type T struct{}

func (T) M() {}

type U struct{ x []int }

func try(f func()) {
	defer func() { fmt.Println(recover()) }()
	f()
}

func main() {
	var a any
	var i I
	try(func() { _ = a.(int) })
	try(func() { _ = a.(I) })
	try(func() { _ = i.(J) })
	a = "x"
	try(func() { _ = a.(int) })
	try(func() { _ = a.(I) })
	try(func() { _ = a.(*T) })
	try(func() { _ = a.([]int) })
	i = T{}
	try(func() { _ = i.(J) })
	try(func() { _ = a.(fmt.Stringer) })
	try(func() { i = nil; i.M() })
	try(func() { var p *U; p.x = nil })
	try(func() { var m map[string]int; m["a"] = 1 })
	try(func() { var m = map[any]int{}; m[[]int{}] = 1 })
	try(func() { var x, y any = []int{1}, []int{1}; fmt.Println(x == y) })
	try(func() { var x, y any = U{}, U{}; fmt.Println(x == y) })
	try(func() { x := []int{1}; k := 5; _ = x[k] })
	try(func() { x := []int{1}; k := -1; _ = x[k] })
	try(func() { x := []int{1}; k := 5; _ = x[k:] })
	try(func() { x := []int{1}; k := 5; _ = x[:k] })
	try(func() { x := []int{1, 2}; k, l := 2, 1; _ = x[k:l] })
	try(func() { x := "abc"; k := 5; _ = x[k] })
	try(func() { x := "abc"; k := 5; _ = x[k:] })
	try(func() { x := "abc"; k, l := 3, 2; _ = x[k:l] })
	try(func() { x := [3]int{}; k := 5; _ = x[k] })
	try(func() { x := []int{1, 2}; k := 5; _ = x[0:1:k] })
	try(func() { x := []int{1, 2}; k, l := 2, 1; _ = x[0:k:l] })
	try(func() { x := []int{1, 2}; k := 2; l := 1; _ = x[k:l:2] })
	try(func() { x := []int{1}; _ = [2]int(x) })
	try(func() { k := 0; _ = 1 / k })
	try(func() { k := -1; _ = make([]int, k) })
	try(func() { k := -1; _ = make([]int, 0, k) })
	try(func() { k := 2; l := 1; _ = make([]int, k, l) })
	try(func() { k := -1; _ = make(chan int, k) })
	try(func() { k := -1; _ = 1 << k })
	try(func() { var f func(); f() })
	try(func() { panic(fmt.Errorf("wrapped %w", fmt.Errorf("inner"))) })
	try(func() { panic(nil) })
	try(func() { var c chan int; close(c) })
	try(func() { c := make(chan int); close(c); close(c) })
	try(func() { var e error; panic(e) })
	try(func() { var s fmt.Stringer; _ = s.String() })
	try(func() { var p *int; *p = 1 })
	try(func() { var arr *[3]int; _ = arr[1] })
	try(func() {
		var arr *[3]int
		for i := range arr {
			fmt.Print(i)
		}
		fmt.Println(len(arr))
	})
	try(func() {
		var arr *[3]int
		for i, v := range arr {
			fmt.Print(i, v)
		}
	})
}
