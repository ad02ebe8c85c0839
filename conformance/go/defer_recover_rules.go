package main

import (
	"errors"
	"fmt"
	"os"
)

type R struct{ n int }

func (r R) show()   { fmt.Println("val", r.n) }
func (r *R) showp() { fmt.Println("ptr", r.n) }

func order() {
	for i := 0; i < 3; i++ {
		defer fmt.Println("d", i)
	}
	r := R{1}
	defer r.show()
	defer r.showp()
	r.n = 2
	x := 1
	defer func(y int) { fmt.Println(x, y) }(x)
	x = 5
}

func result() (n int) {
	defer func() { n++ }()
	return 41
}
func result2() int {
	n := 1
	defer func() { n++ }()
	return n
}
func safe(f func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("caught: %v", r)
		}
	}()
	f()
	return nil
}
func nested() {
	defer func() {
		defer func() { fmt.Println("inner", recover()) }()
		panic("second")
	}()
	defer fmt.Println("middle")
	panic("first")
}
func helper() any { return recover() }
func direct() {
	defer func() { fmt.Println("helper", helper()) }()
	defer func() { fmt.Println("direct", recover()) }()
	panic("p")
}
func deferRecover() {
	defer recover()
	defer fmt.Println("x")
	panic("not caught by defer recover()")
}
func viaMethod() {
	defer (&rec{}).catch()
	panic("method")
}

type rec struct{}

func (*rec) catch() { fmt.Println("caught", recover()) }

func naked(a, b int) (q, r int, err error) {
	if b == 0 {
		err = errors.New("zero")
		return
	}
	q, r = a/b, a%b
	return
}
func variadic(pre string, xs ...int) string { return fmt.Sprint(pre, len(xs), xs, xs == nil) }
func multi() (string, int, int)             { return "m", 1, 2 }

func main() {
	order()
	fmt.Println(result(), result2())
	fmt.Println(safe(func() { panic("boom") }), safe(func() {}))
	fmt.Println(safe(func() { var a []int; _ = a[3] }))
	safe(nested)
	direct()
	fmt.Println(safe(deferRecover))
	viaMethod()
	fmt.Println(naked(7, 2))
	fmt.Println(naked(7, 0))
	fmt.Println(variadic("a"), variadic("b", 1, 2), variadic("c", []int{3}...), variadic(multi()))
	fmt.Println(safe(func() { panic(errors.New("e")) }))
	defer fmt.Println("not printed because of Exit")
	defer func() {
		fmt.Println("exiting")
		os.Exit(3)
	}()
	panic("last")
}
