// A name that stands for nothing.
package main

import "fmt"

func main() {
	total := 0
	for _, n := range []int{1, 2, 3} {
		total += n
	}
	fmt.Println(totl)
}
