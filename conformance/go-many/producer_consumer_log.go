// A producer and a consumer with a buffer of one, each noting what it does.
package main

import (
	"fmt"
	"runtime"
	"sync"
)

func main() {
	var mu sync.Mutex
	log := ""
	note := func(text string) {
		mu.Lock()
		defer mu.Unlock()
		log += text
	}
	ch, done := make(chan int, 1), make(chan bool)
	go func() {
		defer close(done)
		for range ch {
			note("c")
		}
	}()
	for n := range 2 {
		note("p")
		ch <- n
		runtime.Gosched()
	}
	close(ch)
	<-done
	fmt.Println(log)
}
