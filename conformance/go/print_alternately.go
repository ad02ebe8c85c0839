// Two goroutines print in turn, kept in step by two channels.
package main

import (
	"fmt"
	"sync"
)

func printer(word string, rounds int, my, other chan struct{}, wg *sync.WaitGroup) {
	defer wg.Done()
	for range rounds {
		<-my
		fmt.Print(word)
		other <- struct{}{}
	}
}

func main() {
	foo, bar := make(chan struct{}, 1), make(chan struct{}, 1)
	var wg sync.WaitGroup
	wg.Add(2)
	go printer("foo", 4, foo, bar, &wg)
	go printer("bar ", 4, bar, foo, &wg)
	foo <- struct{}{}
	wg.Wait()
	fmt.Println()
}
