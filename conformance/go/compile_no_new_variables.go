// := where nothing is new.
package main

import "fmt"

func main() {
	n, err := fmt.Println("a")
	n, err := fmt.Println("b")
	_, _ = n, err
}
