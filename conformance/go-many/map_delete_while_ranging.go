// An entry that is deleted before the loop reaches it does not appear.
package main

import "fmt"

func main() {
	m := map[int]string{1: "one", 2: "two", 3: "three"}
	visited := 0
	for key := range m {
		visited++
		if key == 1 {
			delete(m, 2)
		}
	}
	fmt.Println("visited", visited, "left", len(m))
}
