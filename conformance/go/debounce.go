// Debouncing: only when nothing came for 40 ms the last value is passed on.
package main

import (
	"fmt"
	"time"
)

func debounce(in <-chan string, quiet time.Duration) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		var last string
		var timeout <-chan time.Time
		for {
			select {
			case text, ok := <-in:
				if !ok {
					return
				}
				last, timeout = text, time.After(quiet)
			case <-timeout:
				out <- last
				timeout = nil
			}
		}
	}()
	return out
}

func main() {
	keys := make(chan string)
	go func() {
		defer close(keys)
		for _, burst := range [][]string{{"g", "go"}, {"gop", "goph", "gopher"}} {
			for _, text := range burst {
				keys <- text
				time.Sleep(5 * time.Millisecond)
			}
			time.Sleep(100 * time.Millisecond)
		}
	}()
	for text := range debounce(keys, 40*time.Millisecond) {
		fmt.Println("search for", text)
	}
}
