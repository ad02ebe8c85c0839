// pair: Each goroutine has a place of its own in a slice that is long enough.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

func main() {
	urls := []string{"/home", "/news"}
	pages := make([]string, len(urls))
	var wg sync.WaitGroup
	for i, url := range urls {
		wg.Go(func() { pages[i] = url })
	}
	wg.Wait()
	if pages[0] == "" || pages[1] == "" {
		panic("a page is missing")
	}
	fmt.Println("pages", len(pages))
}
