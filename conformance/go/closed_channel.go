// A closed channel gives what is left in it, then zero values without waiting; the second value
// of a receive tells one from the other.
package main

import "fmt"

func main() {
	values := make(chan string, 2)
	values <- "a"
	values <- "b"
	close(values)
	for i := 0; i < 4; i++ {
		v, ok := <-values
		fmt.Println(v, ok)
	}
}
