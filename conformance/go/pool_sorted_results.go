// Results arrive in any order; sorting them makes the report the same every time.
package main

import (
	"fmt"
	"sort"
	"sync"
)

type result struct {
	word   string
	length int
}

func main() {
	words := []string{"goroutine", "channel", "select", "mutex", "context"}
	results := make(chan result)
	var wg sync.WaitGroup
	for _, word := range words {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results <- result{word, len(word)}
		}()
	}
	go func() {
		wg.Wait()
		close(results)
	}()

	var all []result
	for r := range results {
		all = append(all, r)
	}
	sort.Slice(all, func(i, j int) bool {
		return all[i].length < all[j].length || all[i].length == all[j].length && all[i].word < all[j].word
	})
	for _, r := range all {
		fmt.Printf("%-10s %d\n", r.word, r.length)
	}
}
