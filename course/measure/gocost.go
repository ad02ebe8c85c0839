// What it costs to start a goroutine and to let it end, beside a call of the same function.
//
//	GOMAXPROCS=1 go run gocost.go
//
// Go 1.27.3, linux/amd64, virtual machine with 2 processors, November 2026, at real-time priority
// (chrt -r 1) because the machine was busy:
//
//	call          2ns
//	go, and end   953ns
//	there and back 688ns
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
	var wg sync.WaitGroup
	fmt.Println("go, and end  ", median(n, func() {
		for i := range n {
			wg.Add(1)
			go func() {
				add(i)
				wg.Done()
			}()
		}
		wg.Wait()
	}))
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
