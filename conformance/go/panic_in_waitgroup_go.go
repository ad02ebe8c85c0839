package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	wg.Go(func() {
		panic(fmt.Errorf("worker %d failed", 3))
	})
	wg.Wait()
	fmt.Println("never printed")
}
