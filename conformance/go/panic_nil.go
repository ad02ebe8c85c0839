// A panic with nil.
package main

import "fmt"

func main() {
	func() {
		defer func() { r := recover(); fmt.Printf("%v %T\n", r, r) }()
		panic(nil)
	}()
	var err error
	panic(err)
}
