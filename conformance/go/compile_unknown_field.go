// A field that is not there.
package main

import "fmt"

type job struct{ id int }

func main() {
	j := job{id: 1, name: "x"}
	fmt.Println(j.id)
}
