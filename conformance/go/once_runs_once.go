// Once: many callers, one initialisation, and nobody goes on before it is over.
package main

import (
	"fmt"
	"sync"
	"time"
)

type config struct{ size int }

var (
	once   sync.Once
	shared *config
)

func load() *config {
	once.Do(func() {
		time.Sleep(5 * time.Millisecond)
		fmt.Println("loading")
		shared = &config{size: 7}
	})
	return shared
}

func main() {
	seen := make(chan *config)
	for range 5 {
		go func() { seen <- load() }()
	}
	first := <-seen
	same := true
	for range 4 {
		same = same && <-seen == first
	}
	fmt.Println(first.size, "the same for all:", same)

	var other sync.Once
	for i := range 3 {
		other.Do(func() { fmt.Println("only call", i) })
	}
}
