// A panic with a string of a type of its own.
package main

type Reason string

func main() {
	panic(Reason("no \"luck\"\nat all"))
}
