// pair: Main waits for workers that cannot finish before main receives what they send.
// expect: deadlock
package main

import (
	"fmt"
	"sync"
)

func main() {
	sizes := make(chan int)
	var wg sync.WaitGroup
	for _, file := range []string{"a.txt", "notes.txt"} {
		wg.Go(func() { sizes <- len(file) })
	}
	wg.Wait()
	close(sizes)
	total := 0
	for size := range sizes {
		total += size
	}
	fmt.Println("total", total)
}
