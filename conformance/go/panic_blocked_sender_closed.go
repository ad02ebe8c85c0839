// A sender that is already waiting panics when its channel is closed under it.
package main

import (
	"fmt"
	"time"
)

func main() {
	ch := make(chan int)
	go func() {
		time.Sleep(5 * time.Millisecond)
		fmt.Println("closing")
		close(ch)
	}()
	ch <- 1
	fmt.Println("sent")
}
