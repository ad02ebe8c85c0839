package main

import "fmt"

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		defer fmt.Println("iterator done", n)
		for i := 0; i < n; i++ {
			if !yield(i) {
				fmt.Println("stopped at", i)
				return
			}
		}
	}
}

func pairs(yield func(string, int) bool) {
	for i, s := range []string{"a", "b", "c"} {
		if !yield(s, i) {
			return
		}
	}
}

func times(yield func() bool) {
	for i := 0; i < 2; i++ {
		if !yield() {
			return
		}
	}
}

func find(n int) (int, bool) {
	for i := range count(10) {
		if i*i >= n {
			return i, true
		}
	}
	return 0, false
}

func named(n int) (res int, err error) {
	defer func() { res *= 10 }()
	for i := range count(5) {
		for j := range count(3) {
			if i+j == n {
				res = i
				return
			}
			if i*j > 5 {
				return i * j, fmt.Errorf("e")
			}
		}
	}
	return -1, nil
}

func deferring() {
	for i := range count(3) {
		defer fmt.Println("deferred", i)
	}
	fmt.Println("end of deferring")
}

func main() {
	for i := range count(3) {
		fmt.Println(i)
	}
	for s, i := range pairs {
		fmt.Println(s, i)
		if i == 1 {
			break
		}
	}
	for s := range pairs {
		if s == "b" {
			continue
		}
		fmt.Println(s)
	}
	for range times {
		fmt.Println("tick")
	}
	for range pairs {
		fmt.Print(".")
	}
	fmt.Println()
	fmt.Println(find(20))
	fmt.Println(find(2000))
	fmt.Println(named(2))
	fmt.Println(named(100))
	deferring()
outer:
	for i := range count(5) {
		for j := range count(5) {
			if j == 2 {
				continue outer
			}
			if i == 2 {
				break outer
			}
			fmt.Println(i, j)
		}
	}
	var x [2]int
	for x[0], x[1] = range func(y func(int, int) bool) { y(4, 5) } {
		fmt.Println(x)
	}
	fmt.Println(x)
	var fs []func()
	for i := range count(3) {
		fs = append(fs, func() { fmt.Println("closure", i); i++ })
	}
	for _, f := range fs {
		f()
		f()
	}
	for i := range count(9) {
		if i == 1 {
			goto out
		}
	}
out:
	fmt.Println("out")
}
