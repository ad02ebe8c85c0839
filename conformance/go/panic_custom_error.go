// The last words of a panic are what its value's Error method says.
package main

import "fmt"

type failure struct {
	code int
	why  string
}

func (f *failure) Error() string { return fmt.Sprintf("failure %d: %s", f.code, f.why) }

func main() {
	defer fmt.Println("bye")
	var err error = &failure{7, "out of cheese"}
	panic(err)
}
