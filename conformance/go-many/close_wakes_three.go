// One close wakes three receivers, in some order.
package main

import (
	"fmt"
	"sync"
)

func main() {
	gate := make(chan struct{})
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() {
			<-gate
			fmt.Println("receiver", i)
		})
	}
	close(gate)
	wg.Wait()
}
