// A panic with a number of a type of its own.
package main

import "fmt"

type Level uint8

func main() {
	defer fmt.Println("deferred")
	panic(Level(7))
}
