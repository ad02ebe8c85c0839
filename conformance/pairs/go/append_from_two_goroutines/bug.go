// pair: Two goroutines append to one slice, and both may write to the same place.
// expect: race panic
package main

import (
	"fmt"
	"sync"
)

func main() {
	var pages []string
	var wg sync.WaitGroup
	for _, url := range []string{"/home", "/news"} {
		wg.Go(func() { pages = append(pages, url) })
	}
	wg.Wait()
	if len(pages) != 2 {
		panic("a page is missing")
	}
	fmt.Println("pages", len(pages))
}
