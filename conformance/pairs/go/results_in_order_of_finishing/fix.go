// pair: Each result carries the number of its question.
// expect: clean
package main

import "fmt"

type result struct{ index, length int }

func main() {
	words := []string{"tea", "coffee"}
	results := make(chan result)
	for i, word := range words {
		go func() { results <- result{i, len(word)} }()
	}
	for range words {
		r := <-results
		if r.length != len(words[r.index]) {
			panic("the length of another word")
		}
	}
	fmt.Println("words", len(words))
}
