// After a timeout the late sender must not block for ever: a buffer of one takes its answer.
package main

import (
	"fmt"
	"runtime"
	"time"
)

func ask(buffer int) string {
	answer := make(chan string, buffer)
	go func() {
		time.Sleep(30 * time.Millisecond)
		answer <- "late"
	}()
	select {
	case text := <-answer:
		return text
	case <-time.After(5 * time.Millisecond):
		return "timeout"
	}
}

func main() {
	before := runtime.NumGoroutine()
	fmt.Println(ask(1))
	time.Sleep(60 * time.Millisecond)
	fmt.Println("buffered, leaked:", runtime.NumGoroutine()-before)
	fmt.Println(ask(0))
	time.Sleep(60 * time.Millisecond)
	fmt.Println("unbuffered, leaked:", runtime.NumGoroutine()-before)
}
