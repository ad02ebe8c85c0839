// Stop and Reset report whether the timer was still running; a stopped one leaves no stale value.
package main

import (
	"fmt"
	"time"
)

func main() {
	timer := time.NewTimer(10 * time.Millisecond)
	fmt.Println("stopped in time:", timer.Stop())
	fmt.Println("stopped again:", timer.Stop())
	fmt.Println("was running at reset:", timer.Reset(10*time.Millisecond))
	<-timer.C
	fmt.Println("fired; still running:", timer.Stop())

	timer.Reset(5 * time.Millisecond)
	time.Sleep(30 * time.Millisecond)
	// The value that was not read is withdrawn by Reset, since Go 1.23.
	fmt.Println("was running:", timer.Reset(time.Hour))
	select {
	case <-timer.C:
		fmt.Println("stale value")
	default:
		fmt.Println("no stale value")
	}
	fmt.Println("length and capacity:", len(timer.C), cap(timer.C))
}
