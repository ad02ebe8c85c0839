// pair: The journal is closed while a worker may still write its last line into it.
// expect: panic race
package main

import (
	"fmt"
	"sync"
)

func main() {
	journal := make(chan string, 1)
	var writer, reader sync.WaitGroup
	writer.Go(func() { journal <- "saved" })
	lines := 0
	reader.Go(func() {
		for range journal {
			lines++
		}
	})
	close(journal)
	reader.Wait()
	writer.Wait()
	fmt.Println("lines", lines)
}
