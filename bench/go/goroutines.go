// A million goroutines, main among them, that each wait in one receive.
package main

import (
	"fmt"
	"sync"
)

func main() {
	start := make(chan int)
	var wg sync.WaitGroup
	for i := 0; i < 999_999; i++ {
		wg.Add(1)
		go func() {
			defer wg.Done()
			<-start
		}()
	}
	close(start)
	wg.Wait()
	fmt.Println("done")
}
