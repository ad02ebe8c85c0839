// Deferred calls run last in, first out; recover stops a panic and named results survive it.
package main

import (
	"errors"
	"fmt"
)

var errOdd = errors.New("odd")

func half(n int) (result int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("half(%d): %v", n, r)
		}
	}()
	if n%2 == 1 {
		return 0, fmt.Errorf("wrapped: %w", errOdd)
	}
	return 100 / n * n / 2, nil
}

func nested() {
	defer fmt.Println("nested ends")
	defer func() {
		fmt.Println("first", recover())
		defer func() { fmt.Println("second", recover()) }()
		panic("again")
	}()
	var list []int
	_ = list[3]
}

func main() {
	for i := 3; i >= 0; i-- {
		defer fmt.Println("deferred", i)
		result, err := half(i)
		fmt.Println(result, err, errors.Is(err, errOdd))
	}
	nested()
	var m map[string]int
	defer func() { fmt.Println(recover()) }()
	m["a"]++
}
