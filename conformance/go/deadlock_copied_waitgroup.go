// A WaitGroup passed by value is a copy: Done counts down the wrong one.
package main

import (
	"fmt"
	"sync"
)

func work(id int, wg sync.WaitGroup) {
	defer wg.Done()
	fmt.Println("worked", id)
}

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go work(1, wg)
	wg.Wait()
	fmt.Println("never printed")
}
