// pair: The channel is closed once, when both producers are done.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

func main() {
	names := make(chan string, 2)
	var producers sync.WaitGroup
	for _, name := range []string{"Ann", "Bo"} {
		producers.Go(func() { names <- name })
	}
	producers.Wait()
	close(names)
	letters := 0
	for name := range names {
		letters += len(name)
	}
	fmt.Println("letters", letters)
}
