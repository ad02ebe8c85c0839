// pair: The results come in the order of finishing and are taken for the order of asking.
// expect: panic
package main

import "fmt"

func main() {
	words := []string{"tea", "coffee"}
	lengths := make(chan int)
	for _, word := range words {
		go func() { lengths <- len(word) }()
	}
	for _, word := range words {
		if <-lengths != len(word) {
			panic("the length of another word")
		}
	}
	fmt.Println("words", len(words))
}
