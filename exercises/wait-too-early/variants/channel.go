package main

import (
	"fmt"
	"sync/atomic"
	"time"
)

var saved atomic.Int32

// save stores one page. The disk needs 10 ms for it.
func save(done chan<- bool) {
	time.Sleep(10 * time.Millisecond)
	saved.Add(1)
	done <- true
}

// scan saves the pages of one book, all of them at the same time.
func scan(pages int, done chan<- bool) {
	for range pages {
		go save(done)
	}
}

func main() {
	done := make(chan bool)
	for _, pages := range []int{2, 1} {
		go scan(pages, done)
	}
	for range 3 {
		<-done
	}
	fmt.Println("saved", saved.Load(), "of 3 pages")
}
