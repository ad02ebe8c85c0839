// A method on the pointer is not in the value's set.
package main

type counter struct{ n int }

func (c *counter) Add() { c.n++ }

type adder interface{ Add() }

func main() {
	var a adder = counter{}
	a.Add()
}
