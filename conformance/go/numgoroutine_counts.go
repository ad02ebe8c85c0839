// NumGoroutine: main alone, then with blocked ones, then alone again.
package main

import (
	"fmt"
	"runtime"
	"time"
)

func main() {
	fmt.Println("at first", runtime.NumGoroutine())
	release := make(chan struct{})
	for range 5 {
		go func() { <-release }()
	}
	fmt.Println("with five", runtime.NumGoroutine())
	time.AfterFunc(time.Hour, func() {})
	fmt.Println("a timer is no goroutine", runtime.NumGoroutine())
	close(release)
	time.Sleep(20 * time.Millisecond)
	fmt.Println("at the end", runtime.NumGoroutine())
}
