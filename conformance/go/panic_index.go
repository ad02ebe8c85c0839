// An index out of range ends the program after the deferred calls.
package main

import "fmt"

func get(list []int, i int) int { return list[i] }

func main() {
	defer fmt.Println("deferred")
	fmt.Println(get([]int{1, 2, 3}, 2))
	fmt.Println(get([]int{1, 2, 3}, 5))
}
