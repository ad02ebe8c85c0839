// Are two binary trees the same? Walk both at once, each in a goroutine of its own.
package main

import "fmt"

type tree struct {
	left, right *tree
	value       int
}

func (t *tree) insert(value int) *tree {
	switch {
	case t == nil:
		return &tree{value: value}
	case value < t.value:
		t.left = t.left.insert(value)
	default:
		t.right = t.right.insert(value)
	}
	return t
}

func (t *tree) walk(out chan<- int) {
	if t == nil {
		return
	}
	t.left.walk(out)
	out <- t.value
	t.right.walk(out)
}

func build(values ...int) *tree {
	var t *tree
	for _, value := range values {
		t = t.insert(value)
	}
	return t
}

func same(a, b *tree) bool {
	walk := func(t *tree) <-chan int {
		out := make(chan int, 16)
		go func() {
			defer close(out)
			t.walk(out)
		}()
		return out
	}
	left, right := walk(a), walk(b)
	for {
		x, okX := <-left
		y, okY := <-right
		if x != y || okX != okY {
			return false
		}
		if !okX {
			return true
		}
	}
}

func main() {
	fmt.Println(same(build(3, 1, 8, 2, 5), build(8, 3, 5, 2, 1)))
	fmt.Println(same(build(3, 1, 8), build(3, 1, 9)), same(build(1), build(1, 2)), same(nil, nil))
}
