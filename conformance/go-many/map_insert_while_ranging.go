// An entry that is added during the loop may appear, or not.
package main

import "fmt"

func main() {
	m := map[int]bool{0: true, 1: true}
	visited := 0
	for key := range m {
		visited++
		if key < 2 {
			m[key+2] = true
		}
	}
	fmt.Println("visited", visited, "of", len(m))
}
