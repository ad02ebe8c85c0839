// A panic with a character prints its number.
package main

func main() {
	panic('x')
}
