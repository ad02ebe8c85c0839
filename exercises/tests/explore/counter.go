package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	n := 0
	worker := func(times int) {
		defer wg.Done()
		for range times {
			v := n
			n = v + 1
		}
	}
	wg.Add(2)
	go worker(1)
	go worker(1)
	wg.Wait()
	fmt.Println("total", n)
}
