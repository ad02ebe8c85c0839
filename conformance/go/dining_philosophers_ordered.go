// Five philosophers: whoever takes the lower-numbered fork first never waits in a circle.
package main

import (
	"fmt"
	"sync"
)

type philosopher struct {
	name        string
	left, right int
	meals       int
}

func main() {
	var forks [5]sync.Mutex
	names := []string{"Ada", "Edsger", "Grace", "Leslie", "Tony"}
	table := make([]*philosopher, len(names))
	for i, name := range names {
		table[i] = &philosopher{name: name, left: i, right: (i + 1) % len(names)}
	}

	var wg sync.WaitGroup
	for _, p := range table {
		wg.Add(1)
		go func() {
			defer wg.Done()
			low, high := min(p.left, p.right), max(p.left, p.right)
			for range 20 {
				forks[low].Lock()
				forks[high].Lock()
				p.meals++
				forks[high].Unlock()
				forks[low].Unlock()
			}
		}()
	}
	wg.Wait()
	for _, p := range table {
		fmt.Println(p.name, "ate", p.meals, "times")
	}
}
