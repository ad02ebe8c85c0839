// Two owners, two closes.
package main

import (
	"fmt"
	"sync"
)

func main() {
	ch := make(chan int)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		defer close(ch)
	}()
	wg.Wait()
	fmt.Println("closing again")
	close(ch)
}
