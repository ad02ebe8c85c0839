// First, second, third, however they are started: each waits for a closed channel.
package main

import (
	"fmt"
	"sync"
)

func main() {
	for _, start := range [][]int{{0, 1, 2}, {2, 1, 0}, {1, 2, 0}} {
		var gates [4]chan struct{}
		for i := range gates {
			gates[i] = make(chan struct{})
		}
		words := []string{"first", "second", "third"}
		var wg sync.WaitGroup
		for _, i := range start {
			wg.Go(func() {
				<-gates[i]
				fmt.Print(words[i], " ")
				close(gates[i+1])
			})
		}
		close(gates[0])
		wg.Wait()
		fmt.Println(start)
	}
}
