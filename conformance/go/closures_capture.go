// What closures capture: variables that change are shared, others might as well be copies.
package main

import "fmt"

type pair struct{ a, b int }

type big struct{ data [40]int }

func results() (n int, err error) {
	defer func() {
		n *= 2
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered %v", r)
		}
	}()
	n = 21
	panic("stop")
}

func bump(p *int) { *p++ }

func main() {
	fixed, name := 7, "fixed"
	fixedPair := pair{1, 2}
	counter, text := 0, "a"
	changing := pair{3, 4}
	large := big{}
	large.data[39] = 5
	var iface any = fixedPair
	add := func(n int) string {
		counter += n
		text += "b"
		changing.b++
		return fmt.Sprint(name, fixed, fixedPair, counter, text, changing, large.data[39], iface)
	}
	fmt.Println(add(1))
	counter++
	changing.a = 9
	fmt.Println(add(1), counter, text, changing)

	var fs []func() (int, string)
	for i, s := range []string{"x", "y", "z"} {
		fs = append(fs, func() (int, string) { return i, s })
	}
	for i := 0; i < 3; i++ {
		fs = append(fs, func() (int, string) { i += 10; return i, "loop" })
	}
	for _, f := range fs {
		fmt.Print(f())
		fmt.Print(" ")
		fmt.Println(f())
	}

	addressed := 1
	read := func() int { return addressed }
	bump(&addressed)
	fmt.Println(read())

	swapped, other := 1, 2
	both := func() (int, int) { return swapped, other }
	swapped, other = other, swapped
	fmt.Println(both())

	var last int
	seen := func() int { return last }
	for last = range 5 {
	}
	fmt.Println(seen())

	n, err := 1, error(nil)
	again := func() (int, error) { return n, err }
	m, err := 2, fmt.Errorf("later")
	fmt.Println(again())
	fmt.Println(m)

	nested := func(x int) func() func() int {
		return func() func() int {
			y := x * 2
			return func() int { fixedPair := fixed + x + y; return fixedPair }
		}
	}
	fmt.Println(nested(3)()())

	var fib func(int) int
	fib = func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	}
	fmt.Println(fib(15))
	fmt.Println(results())
}
