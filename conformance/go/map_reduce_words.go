// Mappers count words of one text each, one reducer merges their maps.
package main

import (
	"fmt"
	"strings"
)

func count(text string) map[string]int {
	counts := make(map[string]int)
	for _, word := range strings.Fields(strings.ToLower(text)) {
		counts[strings.Trim(word, ".,")]++
	}
	return counts
}

func main() {
	texts := []string{
		"Do not communicate by sharing memory.",
		"Share memory by communicating.",
		"The bigger the interface, the weaker the abstraction.",
	}
	mapped := make(chan map[string]int, len(texts))
	for _, text := range texts {
		go func() { mapped <- count(text) }()
	}
	total := make(map[string]int)
	for range texts {
		for word, n := range <-mapped {
			total[word] += n
		}
	}
	for _, word := range []string{"by", "memory", "share", "sharing", "the", "none"} {
		fmt.Println(word, total[word])
	}
	fmt.Println(len(total), "words")
}
