// Which operations block on which channels: tried in goroutines, checked after a while.
package main

import (
	"fmt"
	"time"
)

func full() chan int    { ch := make(chan int, 1); ch <- 1; return ch }
func empty() chan int   { return make(chan int, 1) }
func rendez() chan int  { return make(chan int) }
func none() chan int    { return nil }
func drained() chan int { ch := make(chan int, 1); close(ch); return ch }

func outcome(operation func(chan int), ch chan int) string {
	done := make(chan string, 1)
	go func() {
		defer func() {
			if r := recover(); r != nil {
				done <- fmt.Sprint("panics: ", r)
			} else {
				done <- "goes on"
			}
		}()
		operation(ch)
	}()
	select {
	case text := <-done:
		return text
	case <-time.After(10 * time.Millisecond):
		return "blocks"
	}
}

func main() {
	operations := []struct {
		name string
		run  func(chan int)
	}{
		{"send", func(ch chan int) { ch <- 1 }},
		{"receive", func(ch chan int) { <-ch }},
		{"close", func(ch chan int) { close(ch) }},
		{"range", func(ch chan int) {
			for range ch {
			}
		}},
	}
	channels := []struct {
		name string
		make func() chan int
	}{{"nil", none}, {"unbuffered", rendez}, {"empty", empty}, {"full", full}, {"closed", drained}}
	for _, c := range channels {
		for _, op := range operations {
			fmt.Printf("%-10s %-7s %s\n", c.name, op.name, outcome(op.run, c.make()))
		}
	}
}
