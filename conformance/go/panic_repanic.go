// A recovered value that is thrown again says so.
package main

import "fmt"

func main() {
	defer func() {
		r := recover()
		fmt.Println("saw", r)
		panic(r)
	}()
	panic(fmt.Sprintf("trouble %d", 1))
}
