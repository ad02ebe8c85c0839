// How late a sleeper is beside a goroutine that never gives way.
//
//	GOMAXPROCS=1 go run preemption.go
//
// Go 1.27.3, linux/amd64, virtual machine with 2 processors, November 2026, at real-time priority
// (chrt -r 1) because the machine was busy:
//
//	fastest 10.402ms
//	median  19.076ms
//	slowest 65.254ms
package main

import (
	"fmt"
	"slices"
	"time"
)

func main() {
	go func() {
		for {
		}
	}()
	const rounds = 100
	var late []time.Duration
	for range rounds {
		start := time.Now()
		time.Sleep(time.Millisecond)
		late = append(late, time.Since(start)-time.Millisecond)
	}
	slices.Sort(late)
	fmt.Println("fastest", late[0].Round(time.Microsecond))
	fmt.Println("median ", late[rounds/2].Round(time.Microsecond))
	fmt.Println("slowest", late[rounds-1].Round(time.Microsecond))
}
