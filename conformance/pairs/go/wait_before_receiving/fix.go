// pair: A goroutine of its own waits and closes, so main can receive meanwhile.
// expect: clean
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
	go func() {
		wg.Wait()
		close(sizes)
	}()
	total := 0
	for size := range sizes {
		total += size
	}
	fmt.Println("total", total)
}
