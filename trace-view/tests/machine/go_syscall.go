package main

import (
	"fmt"
	"time"
	"yieldpoint/sim"
)

func main() {
	done := make(chan string, 2)
	go func() {
		sim.Network(2 * time.Millisecond)
		done <- "network"
	}()
	go func() {
		select {
		case done <- "select":
		case <-time.After(time.Second):
		}
	}()
	sim.Syscall(20 * time.Millisecond)
	fmt.Println(<-done, <-done)
}
