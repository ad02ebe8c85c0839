// What it costs to start a goroutine and to let it end, beside a call of the same function.
//
//	GOMAXPROCS=1 go run gocost.go
//
// Go 1.27.3, linux/amd64, virtual machine with 2 processors, November 2026, at real-time priority
// (chrt -r 1) because the machine was busy; the quietest of three runs:
//
//	call          2ns
//	go, and end   297ns, 100 at once
//	go, and end   728ns, 10000 at once
//	there and back 511ns
package main

import (
	"fmt"
	"slices"
	"sync"
	"time"
)

var total int

//go:noinline
func add(n int) { total += n }

// start starts n goroutines and waits for their ends.
func start(n int) {
	var wg sync.WaitGroup
	for i := range n {
		wg.Add(1)
		go func() {
			add(i)
			wg.Done()
		}()
	}
	wg.Wait()
}

// median runs `once` often and returns the median of its times, for each of n steps.
func median(n int, once func()) time.Duration {
	var times []time.Duration
	for range 21 {
		start := time.Now()
		once()
		times = append(times, time.Since(start)/time.Duration(n))
	}
	slices.Sort(times)
	return times[len(times)/2]
}

func main() {
	const n = 10_000
	fmt.Println("call         ", median(n*100, func() {
		for i := range n * 100 {
			add(i)
		}
	}))
	for _, atOnce := range []int{100, n} {
		each := median(n, func() {
			for range n / atOnce {
				start(atOnce)
			}
		})
		fmt.Printf("go, and end   %v, %d at once\n", each, atOnce)
	}
	ping, pong := make(chan int), make(chan int)
	go func() {
		for i := range ping {
			pong <- i
		}
	}()
	fmt.Println("there and back", median(n, func() {
		for i := range n {
			ping <- i
			<-pong
		}
	}))
	close(ping)
}
