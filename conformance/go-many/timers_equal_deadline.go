// Two timers that end at the same moment: select takes either.
package main

import (
	"fmt"
	"time"
)

func main() {
	a, b := time.After(time.Millisecond), time.After(time.Millisecond)
	time.Sleep(3 * time.Millisecond)
	select {
	case <-a:
		fmt.Println("a")
	case <-b:
		fmt.Println("b")
	}
}
