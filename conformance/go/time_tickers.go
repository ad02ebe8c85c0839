package main

import (
	"fmt"
	"time"
)

func try(f func()) {
	defer func() {
		fmt.Println("panic:", recover())
	}()
	f()
}

func main() {
	start := time.Now()
	ticker := time.NewTicker(10 * time.Millisecond)
	for i := range 4 {
		at := <-ticker.C
		fmt.Println(i, at.Sub(start).Round(10*time.Millisecond))
	}
	ticker.Reset(30 * time.Millisecond)
	start = time.Now()
	at := <-ticker.C
	fmt.Println(at.Sub(start).Round(10 * time.Millisecond))

	// Ticks nobody takes are dropped.
	ticker.Reset(10 * time.Millisecond)
	time.Sleep(105 * time.Millisecond)
	ticker.Stop()
	n := 0
	for {
		select {
		case <-ticker.C:
			n++
			continue
		default:
		}
		break
	}
	fmt.Println("left after stop:", n)
	ticker.Stop()

	done := make(chan bool)
	go func() {
		time.Sleep(55 * time.Millisecond)
		done <- true
	}()
	ticks := time.NewTicker(20 * time.Millisecond)
	defer ticks.Stop()
	count := 0
loop:
	for {
		select {
		case <-ticks.C:
			count++
		case <-done:
			break loop
		}
	}
	fmt.Println("ticks:", count)
	tick := time.Tick(5 * time.Millisecond)
	<-tick
	<-tick
	fmt.Println(time.Tick(0) == nil, time.Tick(-1) == nil)
	try(func() { time.NewTicker(0) })
	try(func() { ticker.Reset(-1) })
	try(func() { new(time.Ticker).Reset(1) })
	new(time.Ticker).Stop()
}
