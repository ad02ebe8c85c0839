// recover works in deferred calls of the same goroutine, and only when called directly by them.
package main

import "fmt"

func direct() {
	defer func() { fmt.Println("direct:", recover()) }()
	panic("one")
}

func nested() {
	defer func() { fmt.Println("outer:", recover()) }()
	defer func() {
		func() { fmt.Println("nested:", recover()) }()
	}()
	panic("two")
}

func named() (result int, err error) {
	defer func() {
		if r := recover(); r != nil {
			result, err = -1, fmt.Errorf("recovered %v", r)
		}
	}()
	var m map[string]int
	m["x"]++
	return 1, nil
}

func main() {
	direct()
	nested()
	fmt.Println(named())
	fmt.Println("no panic:", recover())

	done := make(chan bool)
	go func() {
		defer close(done)
		defer func() { fmt.Println("goroutine:", recover()) }()
		defer func() { panic("three, in a defer") }()
		panic("three")
	}()
	<-done
}
