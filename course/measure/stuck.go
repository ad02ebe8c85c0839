// A process with one goroutine of each kind of trouble, and what each tool says about it.
//
//	go run stuck.go dump      # goroutine profile, debug=2: every goroutine with its state
//	go run stuck.go profiles  # block and mutex profiles, before and after their rates are set
//	go run stuck.go leaks     # goroutineleak profile
//	GOMAXPROCS=1 go run stuck.go trace # with a goroutine that never gives way; writes stuck.trace
//	GODEBUG=schedtrace=50 GOMAXPROCS=1 go run stuck.go busy
package main

import (
	"fmt"
	"net"
	"os"
	"runtime"
	"runtime/pprof"
	"runtime/trace"
	"sync"
	"time"
)

var mu sync.Mutex

// leaked sends to a channel that nobody will receive from.
func leaked() {
	answers := make(chan string)
	answers <- "too late"
}

// hold keeps the lock for long, again and again.
func hold() {
	for {
		mu.Lock()
		time.Sleep(20 * time.Millisecond)
		mu.Unlock()
	}
}

// want only needs the lock for a moment.
func want() {
	for {
		mu.Lock()
		mu.Unlock()
		time.Sleep(time.Millisecond)
	}
}

// accept waits for a client.
func accept() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	listener.Accept()
}

// hog never gives way.
func hog() {
	for {
	}
}

func start(parts ...func()) {
	for _, part := range parts {
		go part()
		runtime.Gosched()
	}
	time.Sleep(300 * time.Millisecond)
}

func show(profile string, debug int) {
	fmt.Printf("--- %s, debug=%d\n", profile, debug)
	pprof.Lookup(profile).WriteTo(os.Stdout, debug)
}

func main() {
	switch os.Args[1] {
	case "dump":
		start(leaked, hold, want, accept)
		show("goroutine", 2)
		show("goroutine", 1)
	case "profiles":
		start(leaked, hold, want, accept)
		show("block", 1)
		runtime.SetBlockProfileRate(1)
		runtime.SetMutexProfileFraction(1)
		time.Sleep(500 * time.Millisecond)
		show("block", 1)
		show("mutex", 1)
	case "leaks":
		start(leaked, hold, want, accept)
		show("goroutineleak", 2)
	case "trace":
		file, err := os.Create("stuck.trace")
		if err != nil {
			panic(err)
		}
		trace.Start(file)
		start(leaked, hold, want, accept, hog)
		trace.Stop()
		file.Close()
	case "busy":
		start(leaked, hog, hog, hog)
	}
}
