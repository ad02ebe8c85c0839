// Calling what cannot be called.
package main

func main() {
	workers := 3
	go workers()
}
