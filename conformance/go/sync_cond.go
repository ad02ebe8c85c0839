package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	var wg sync.WaitGroup
	tickets, got := 0, 0
	for i := range 4 {
		wg.Go(func() {
			mu.Lock()
			for tickets == 0 {
				cond.Wait()
			}
			tickets--
			got++
			if got < 3 {
				fmt.Println("got one:", i)
			}
			mu.Unlock()
		})
		time.Sleep(5 * time.Millisecond)
	}
	for range 2 {
		mu.Lock()
		tickets++
		mu.Unlock()
		cond.Signal()
		time.Sleep(5 * time.Millisecond)
	}
	fmt.Println("broadcast")
	mu.Lock()
	tickets = 1
	cond.Broadcast()
	mu.Unlock()
	time.Sleep(5 * time.Millisecond)
	mu.Lock()
	fmt.Println(got)
	tickets += 5
	mu.Unlock()
	cond.Broadcast()
	wg.Wait()
	fmt.Println("left:", tickets)

	var rw sync.RWMutex
	ready := sync.Cond{L: rw.RLocker()}
	open := false
	for range 3 {
		wg.Go(func() {
			rw.RLock()
			for !open {
				ready.Wait()
			}
			rw.RUnlock()
		})
	}
	time.Sleep(5 * time.Millisecond)
	rw.Lock()
	open = true
	rw.Unlock()
	ready.Broadcast()
	wg.Wait()

	cond.Signal()
	cond.Broadcast()
	defer func() {
		fmt.Println(recover())
	}()
	copied := *cond
	copied.Signal()
}
