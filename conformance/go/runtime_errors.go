// What recover gives for the runtime's own panics.
package main

import (
	"errors"
	"fmt"
	"runtime"
)

type T struct{ n int }

func try(name string, f func()) {
	defer func() {
		r := recover()
		err, isError := r.(error)
		_, isRuntime := r.(runtime.Error)
		fmt.Printf("%s: %v %T %t %t\n", name, r, r, isError, isRuntime)
		if isError {
			fmt.Printf("%s|%q|%+v|%d\n", err, err.Error(), err, len(err.Error()))
			wrapped := fmt.Errorf("wrapped: %w", err)
			var re runtime.Error
			fmt.Println(wrapped, errors.As(wrapped, &re))
		}
	}()
	f()
}

func main() {
	var s []int
	var m map[string]int
	var p *T
	var i any = "text"
	var none any
	var e error
	n, zero := 5, 0
	var arr [3]int
	try("index", func() { _ = s[n] })
	try("negative", func() { _ = s[zero-1] })
	try("array", func() { _ = arr[n] })
	try("string", func() { _ = "abc"[n] })
	try("slice", func() { _ = s[:n] })
	try("slice string", func() { _ = "abc"[n:] })
	try("slice low", func() { a := arr[:]; _ = a[n-2 : zero+1] })
	try("map", func() { m["a"] = 1 })
	try("nil", func() { _ = p.n })
	try("divide", func() { _ = n / zero })
	try("assert", func() { _ = i.(int) })
	try("assert nil", func() { _ = none.(int) })
	try("assert method", func() { _ = i.(fmt.Stringer) })
	try("error nil", func() { _ = e.Error() })
	try("make", func() { _ = make([]int, zero-1) })
	try("close nil", func() { var c chan int; close(c) })
	try("close closed", func() { c := make(chan int); close(c); close(c) })
	try("send closed", func() { c := make(chan int, 1); close(c); c <- 1 })
	try("hash", func() { _ = map[any]int{[]int{1}: 1} })
	try("compare", func() { var a, b any = []int{1}, []int{1}; _ = a == b })
	try("convert", func() { _ = [4]int(arr[:]) })
	try("func", func() { var f func(); f() })
	try("panic nil", func() { panic(nil) })
	try("custom", func() { panic(fmt.Errorf("custom %d", 1)) })
	try("string value", func() { panic("plain") })
	try("int value", func() { panic(42) })
	try("none", func() {})
	try("shift", func() { _ = 1 << (zero - 1) })
}
