package main

import (
	"fmt"
	"sync/atomic"
)

type config struct {
	name string
	n    int
}

func try(what string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(what, "panics:", r)
		}
	}()
	f()
}

func main() {
	var v atomic.Value
	fmt.Println(v.Load() == nil, v.Load())
	v.Store(config{"a", 1})
	c := v.Load().(config)
	fmt.Println(c.name, c.n)
	fmt.Println(v.Swap(config{"b", 2}))
	fmt.Println(v.CompareAndSwap(config{"a", 1}, config{"c", 3}), v.CompareAndSwap(config{"b", 2}, config{"c", 3}), v.Load())
	try("store nil", func() { v.Store(nil) })
	try("store another type", func() { v.Store("text") })
	try("swap nil", func() { v.Swap(nil) })
	try("swap another type", func() { v.Swap(1) })
	try("compare and swap nil", func() { v.CompareAndSwap(config{}, nil) })
	try("compare and swap of two types", func() { v.CompareAndSwap(1, config{}) })
	try("compare and swap of another type", func() { v.CompareAndSwap(1, 2) })
	var s atomic.Value
	fmt.Println(s.CompareAndSwap(1, 2), s.CompareAndSwap(nil, 2), s.Load())
	var list atomic.Value
	list.Store([]int{1, 2})
	fmt.Println(list.Load())
	try("compare slices", func() { list.CompareAndSwap([]int{1}, []int{2}) })
	var e atomic.Value
	fmt.Println(e.Swap(5), e.Load())
}
