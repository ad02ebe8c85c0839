// A countdown that a key press can stop: ticker, abort channel and launch in one select.
package main

import (
	"fmt"
	"time"
)

func countdown(abort <-chan string) string {
	ticker := time.NewTicker(20 * time.Millisecond)
	defer ticker.Stop()
	for left := 3; left > 0; left-- {
		fmt.Println(left)
		select {
		case <-ticker.C:
		case key := <-abort:
			return "aborted by " + key
		}
	}
	return "lift off"
}

func main() {
	fmt.Println(countdown(nil))
	abort := make(chan string, 1)
	time.AfterFunc(30*time.Millisecond, func() { abort <- "escape" })
	fmt.Println(countdown(abort))
}
