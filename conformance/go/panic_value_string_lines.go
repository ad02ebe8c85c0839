// A panic with a text of several lines: each further line is indented.
package main

import "fmt"

func main() {
	panic(fmt.Sprintf("first %d\nsecond\tline", 1))
}
