// Any of several signals ends the wait: channels combined pairwise by select.
package main

import (
	"fmt"
	"time"
)

func or(channels ...<-chan struct{}) <-chan struct{} {
	switch len(channels) {
	case 0:
		return nil
	case 1:
		return channels[0]
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		half := len(channels) / 2
		select {
		case <-or(channels[:half]...):
		case <-or(channels[half:]...):
		}
	}()
	return done
}

func after(d time.Duration) <-chan struct{} {
	c := make(chan struct{})
	go func() {
		defer close(c)
		time.Sleep(d)
	}()
	return c
}

func main() {
	start := time.Now()
	<-or(after(2*time.Hour), after(5*time.Minute), after(10*time.Millisecond), after(3*time.Hour))
	waited := time.Since(start)
	fmt.Println(waited >= 10*time.Millisecond, waited < time.Minute)
	fmt.Println("no channels:", or() == nil)
}
