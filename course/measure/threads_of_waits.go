// How many threads does Go make for goroutines that wait? `GOMAXPROCS=1 go run threads_of_waits.go`
//
// Twenty goroutines wait for data on sockets of this machine; then twenty wait in a system call that
// blocks. (Linux.)
package main

import (
	"fmt"
	"net"
	"runtime"
	"runtime/pprof"
	"sync"
	"syscall"
	"time"
)

const count = 20

func threads() int { return pprof.Lookup("threadcreate").Count() }

func onSockets() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer listener.Close()
	var wg sync.WaitGroup
	for range count {
		client, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			panic(err)
		}
		server, err := listener.Accept()
		if err != nil {
			panic(err)
		}
		defer client.Close()
		wg.Go(func() { client.Read(make([]byte, 1)) })
		time.AfterFunc(200*time.Millisecond, func() { server.Close() })
	}
	time.Sleep(100 * time.Millisecond)
	fmt.Println("threads made while", count, "wait on sockets:", threads())
	wg.Wait()
}

func inSystemCalls() {
	var wg sync.WaitGroup
	for range count {
		wg.Go(func() {
			pause := syscall.NsecToTimespec((500 * time.Millisecond).Nanoseconds())
			syscall.Nanosleep(&pause, nil)
		})
	}
	time.Sleep(200 * time.Millisecond)
	fmt.Println("threads made while", count, "wait in system calls:", threads())
	wg.Wait()
}

func main() {
	fmt.Println(runtime.Version(), "GOMAXPROCS", runtime.GOMAXPROCS(0))
	onSockets()
	inSystemCalls()
}
