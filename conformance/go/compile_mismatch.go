// Numbers and strings do not add.
package main

import "fmt"

func main() {
	n := 3
	fmt.Println("n is " + n)
}
