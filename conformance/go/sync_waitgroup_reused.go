package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	wg.Wait()
	total := 0
	var mu sync.Mutex
	for round := range 3 {
		for i := range 4 {
			wg.Go(func() {
				mu.Lock()
				defer mu.Unlock()
				total += i
			})
		}
		wg.Wait()
		fmt.Println("round", round, total)
	}
	wg.Add(3)
	go func() {
		for range 3 {
			time.Sleep(time.Millisecond)
			wg.Done()
		}
	}()
	done := make(chan int)
	for i := range 3 {
		go func() {
			wg.Wait()
			done <- i
		}()
	}
	fmt.Println(<-done + <-done + <-done)
	defer func() {
		fmt.Println(recover())
		wg2 := new(sync.WaitGroup)
		defer func() {
			fmt.Println(recover())
		}()
		wg2.Add(-1)
	}()
	wg.Done()
}
