package main

import (
	"fmt"
	"time"
	"yieldpoint/sim"
)

func main() {
	start := time.Now()
	elapsed := func(what string) {
		fmt.Println(what, time.Since(start).Round(time.Millisecond))
	}
	done := make(chan bool)
	for range 3 {
		go func() {
			sim.Network(30 * time.Millisecond)
			done <- true
		}()
	}
	sim.Syscall(20 * time.Millisecond)
	elapsed("syscall")
	for range 3 {
		<-done
	}
	elapsed("three waits for the network at once")
	sim.ReadFile(10 * time.Millisecond)
	sim.Cgo(5 * time.Millisecond)
	sim.Network(-1)
	elapsed("file and C")
}
