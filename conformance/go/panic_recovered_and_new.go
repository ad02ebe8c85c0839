// A recovered panic that is replaced by another shows both.
package main

import "fmt"

func main() {
	defer func() {
		r := recover()
		fmt.Println("recovered", r)
		panic(fmt.Sprintf("while handling %v: log is full", r))
	}()
	panic("disk failure")
}
