// Merge sort: both halves at the same time, the merge when both are there.
package main

import (
	"fmt"
	"sync"
)

func merge(a, b []string) []string {
	merged := make([]string, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		if a[0] <= b[0] {
			merged, a = append(merged, a[0]), a[1:]
		} else {
			merged, b = append(merged, b[0]), b[1:]
		}
	}
	return append(append(merged, a...), b...)
}

func mergesort(words []string) []string {
	if len(words) < 2 {
		return words
	}
	half := len(words) / 2
	var left, right []string
	var wg sync.WaitGroup
	wg.Go(func() { left = mergesort(words[:half]) })
	wg.Go(func() { right = mergesort(words[half:]) })
	wg.Wait()
	return merge(left, right)
}

func main() {
	words := []string{"select", "park", "ready", "steal", "wake", "go", "chan", "defer", "mutex"}
	fmt.Println(mergesort(words))
	fmt.Println(words)
}
