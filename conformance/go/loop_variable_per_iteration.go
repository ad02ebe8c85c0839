// Each iteration has its own variable since Go 1.22; one declared outside is still shared.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	own := make([]int, 4)
	for i := 0; i < 4; i++ {
		wg.Go(func() { own[i] = i })
	}
	wg.Wait()
	fmt.Println("own:", own)

	var shared int
	gate := make(chan struct{})
	seen := make(chan int, 3)
	for shared = 0; shared < 3; shared++ {
		go func() {
			<-gate
			seen <- shared
		}()
	}
	close(gate)
	fmt.Println("shared:", <-seen, <-seen, <-seen)
}
