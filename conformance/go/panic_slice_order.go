// A slice expression whose start lies behind its end.
package main

import "fmt"

func main() {
	words := []string{"a", "b", "c", "d"}
	from, to := 3, 1
	done := make(chan []string)
	go func() { done <- words[from:to] }()
	fmt.Println(<-done)
}
