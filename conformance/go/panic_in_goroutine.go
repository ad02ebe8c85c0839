// A panic in any goroutine ends the whole program; main's deferred calls do not run.
package main

import (
	"fmt"
	"time"
)

func main() {
	defer fmt.Println("never printed")
	go func() {
		var p *struct{ x int }
		p.x = 1
	}()
	time.Sleep(10 * time.Millisecond)
}
