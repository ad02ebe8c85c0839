// pair: The channel that the renderer closes orders its write before main's read.
// expect: clean
package main

import (
	"fmt"
	"time"
)

func main() {
	pages := 0
	rendered := make(chan struct{})
	go func() {
		time.Sleep(2 * time.Millisecond)
		pages = 12
		close(rendered)
	}()
	<-rendered
	fmt.Println("rendered", pages)
}
