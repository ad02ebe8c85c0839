// panic(nil) is a runtime error of its own since Go 1.21.
package main

import (
	"fmt"
	"runtime"
)

func main() {
	func() {
		defer func() {
			r := recover()
			_, ok := r.(*runtime.PanicNilError)
			fmt.Println("recovered:", r, ok)
		}()
		panic(nil)
	}()
	panic(nil)
}
