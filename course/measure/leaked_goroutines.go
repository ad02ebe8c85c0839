// How many goroutines does the runtime itself call leaked? `go run leaked_goroutines.go` (Go 1.27).
//
// Asks three times for an answer that comes too late, on an unbuffered and on a buffered channel,
// and then for the profile of leaked goroutines.
package main

import (
	"fmt"
	"runtime"
	"runtime/pprof"
	"time"
)

func ask(room int) {
	answer := make(chan string, room)
	go func() {
		time.Sleep(20 * time.Millisecond)
		answer <- "yes"
	}()
	select {
	case <-answer:
	case <-time.After(time.Millisecond):
	}
}

func main() {
	fmt.Println(runtime.Version())
	for _, room := range []int{1, 0} {
		for range 3 {
			ask(room)
		}
		time.Sleep(time.Second)
		profile := pprof.Lookup("goroutineleak")
		if profile == nil {
			fmt.Println("this version has no profile of leaked goroutines")
			return
		}
		err := profile.WriteTo(discard{}, 0)
		fmt.Println("room for", room, "answers: goroutines", runtime.NumGoroutine(),
			"leaked", profile.Count(), err)
	}
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
