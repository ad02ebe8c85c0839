// An Error method that panics while the panic is printed ends the program in another way.
package main

type E struct{}

func (E) Error() string { panic("inside") }

func main() {
	panic(E{})
}
