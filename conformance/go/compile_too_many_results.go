// More values than the function returns.
package main

import "fmt"

func pair() (int, error) { return 1, nil }

func main() {
	a, b, c := pair()
	fmt.Println(a, b, c)
}
