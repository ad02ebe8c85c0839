// pair: The journal is closed when the writer is done.
// expect: clean
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
	writer.Wait()
	close(journal)
	reader.Wait()
	fmt.Println("lines", lines)
}
