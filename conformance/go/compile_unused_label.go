// A label nobody goes to.
package main

import "fmt"

func main() {
outer:
	for i := range 3 {
		for j := range 3 {
			if j == 1 {
				break
			}
			fmt.Println(i, j)
		}
	}
}
