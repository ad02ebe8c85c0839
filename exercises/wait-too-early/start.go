package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

var saved atomic.Int32

// save stores one page. The disk needs 10 ms for it.
func save(wg *sync.WaitGroup) {
	wg.Add(1)
	defer wg.Done()
	time.Sleep(10 * time.Millisecond)
	saved.Add(1)
}

// scan saves the pages of one book, all of them at the same time.
func scan(pages int, wg *sync.WaitGroup) {
	wg.Add(1)
	defer wg.Done()
	for range pages {
		go save(wg)
	}
}

func main() {
	var wg sync.WaitGroup
	for _, pages := range []int{2, 1} {
		go scan(pages, &wg)
	}
	wg.Wait()
	fmt.Println("saved", saved.Load(), "of 3 pages")
}
