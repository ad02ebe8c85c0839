// A function that panics counts as done: Once never calls it again.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var once sync.Once
	try := func(n int) {
		defer func() {
			if r := recover(); r != nil {
				fmt.Println("try", n, "panicked:", r)
			}
		}()
		once.Do(func() { panic("no connection") })
		fmt.Println("try", n, "did nothing")
	}
	try(1)
	try(2)
}
