// A type assertion to an interface that the value does not implement.
package main

import "fmt"

type closer interface{ Close() error }

type file struct{ name string }

func (f *file) Close() error { return nil }

func main() {
	things := make(chan any, 2)
	things <- &file{"a"}
	things <- file{"b"}
	for range 2 {
		fmt.Println((<-things).(closer).Close())
	}
}
