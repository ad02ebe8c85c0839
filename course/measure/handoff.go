// How long a P stays with a thread that blocks in a system call.
//
// One P. A goroutine enters a system call of 20 ms while another one is ready. Without sysmon the
// other would wait until the call is over. It is measured how long it really waits.
//
//	GOMAXPROCS=1 go run handoff.go
//
// Go 1.27.3, linux/amd64, virtual machine with 2 processors, November 2026, at real-time priority
// (chrt -r 1) because the machine was busy:
//
//	fastest 26.99µs
//	median  63.774µs
//	slowest 91.981µs
package main

import (
	"fmt"
	"runtime"
	"slices"
	"syscall"
	"time"
)

func main() {
	const rounds = 200
	var waits []time.Duration
	for range rounds {
		done := make(chan bool)
		var entered time.Time
		go func() {
			call := syscall.NsecToTimespec(int64(20 * time.Millisecond))
			entered = time.Now()
			syscall.Nanosleep(&call, nil)
			close(done)
		}()
		// main goes to the global queue; the goroutine runs and keeps the P in its call.
		runtime.Gosched()
		now := time.Now()
		<-done
		// On each 61st turn main comes back first, and nobody is in a call yet.
		if now.After(entered) {
			waits = append(waits, now.Sub(entered))
		}
	}
	slices.Sort(waits)
	fmt.Println("fastest", waits[0])
	fmt.Println("median ", waits[len(waits)/2])
	fmt.Println("slowest", waits[len(waits)-1])
}
