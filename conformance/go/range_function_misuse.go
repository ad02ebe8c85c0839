package main

import "fmt"

func bad(yield func(int) bool) {
	yield(1)
	yield(2)
}

func main() {
	func() {
		defer func() { fmt.Println("r:", recover()) }()
		for x := range bad {
			fmt.Println(x)
			break
		}
	}()
	var saved func(int) bool
	for x := range func(y func(int) bool) { saved = y; y(3) } {
		fmt.Println(x)
	}
	func() {
		defer func() { fmt.Println("r:", recover()) }()
		saved(1)
	}()
	func() {
		defer func() { fmt.Println("r:", recover()) }()
		for range func(y func() bool) {
			defer func() { recover() }()
			y()
		} {
			panic("body")
		}
	}()
	func() {
		defer func() { fmt.Println("r:", recover()) }()
		for range func(y func() bool) {
			func() {
				defer func() { recover() }()
				y()
			}()
			y()
		} {
			panic("body")
		}
	}()
	for x := range bad {
		if x == 1 {
			break
		}
	}
}
