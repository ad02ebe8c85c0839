// A send that races with close: it arrives, or it panics.
package main

import (
	"fmt"
	"runtime"
)

func main() {
	ch := make(chan int, 1)
	done := make(chan bool)
	go func() {
		defer close(done)
		defer func() {
			if r := recover(); r != nil {
				fmt.Println("recovered:", r)
			}
		}()
		ch <- 1
		fmt.Println("sent")
	}()
	runtime.Gosched()
	close(ch)
	<-done
}
