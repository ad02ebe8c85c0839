// A panic with a boolean of a type of its own.
package main

type Flag bool

func main() {
	panic(Flag(true))
}
