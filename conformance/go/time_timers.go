package main

import (
	"fmt"
	"time"
)

func main() {
	start := time.Now()
	t := time.NewTimer(20 * time.Millisecond)
	at := <-t.C
	fmt.Println(at.Sub(start) >= 20*time.Millisecond, t.Stop(), t.Reset(time.Hour), t.Stop(), t.Stop())

	// A timer that was reset does not send what it had to send before.
	t.Reset(5 * time.Millisecond)
	time.Sleep(20 * time.Millisecond)
	fmt.Println(t.Reset(30*time.Millisecond), len(t.C))
	began := time.Now()
	<-t.C
	fmt.Println(time.Since(began) > 20*time.Millisecond)

	t.Reset(5 * time.Millisecond)
	time.Sleep(20 * time.Millisecond)
	fmt.Println(t.Stop())
	select {
	case <-t.C:
		fmt.Println("a stale value")
	default:
		fmt.Println("nothing is left")
	}

	select {
	case <-time.After(10 * time.Millisecond):
		fmt.Println("after 10ms")
	case <-time.After(50 * time.Millisecond):
		fmt.Println("after 50ms")
	}

	results := make(chan string)
	go func() {
		time.Sleep(55 * time.Millisecond)
		results <- "slow"
	}()
	for range 2 {
		select {
		case r := <-results:
			fmt.Println(r)
		case <-time.After(20 * time.Millisecond):
			fmt.Println("timeout")
		}
	}
	fmt.Println(<-results)

	timers := make(chan int)
	for i := range 3 {
		time.AfterFunc(time.Duration(30-10*i)*time.Millisecond, func() { timers <- i })
	}
	fmt.Println(<-timers, <-timers, <-timers)

	called := false
	f := time.AfterFunc(time.Hour, func() { called = true })
	fmt.Println(f.C == nil, f.Stop(), f.Stop(), called)
	done := make(chan bool)
	g := time.AfterFunc(time.Hour, func() { done <- true })
	fmt.Println(g.Reset(time.Millisecond), <-done, g.Stop())
	fmt.Println(g.Reset(time.Millisecond), <-done)

	fmt.Println((<-time.NewTimer(-1).C).IsZero())
	defer func() {
		fmt.Println(recover())
	}()
	new(time.Timer).Stop()
}
