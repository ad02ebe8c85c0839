// Each level of recursion holds a slot while it waits for the next: the slots run out.
package main

import "fmt"

var slots = make(chan struct{}, 3)

func walk(depth int) {
	slots <- struct{}{}
	defer func() { <-slots }()
	fmt.Println("depth", depth)
	if depth < 5 {
		done := make(chan bool)
		go func() {
			walk(depth + 1)
			done <- true
		}()
		<-done
	}
}

func main() {
	walk(1)
}
