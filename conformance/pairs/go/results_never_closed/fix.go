// pair: The channel is closed when the last sender is done.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

func main() {
	lengths := make(chan int)
	var wg sync.WaitGroup
	for _, name := range []string{"Ann", "Robert"} {
		wg.Go(func() { lengths <- len(name) })
	}
	go func() {
		wg.Wait()
		close(lengths)
	}()
	longest := 0
	for length := range lengths {
		longest = max(longest, length)
	}
	fmt.Println("longest", longest)
}
