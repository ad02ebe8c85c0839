package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var mu sync.Mutex
	var wg sync.WaitGroup
	mu.Lock()
	for i := range 5 {
		wg.Go(func() {
			mu.Lock()
			fmt.Println("waiter", i)
			mu.Unlock()
		})
		time.Sleep(10 * time.Millisecond)
	}
	fmt.Println("unlocking")
	mu.Unlock()
	wg.Wait()
}
