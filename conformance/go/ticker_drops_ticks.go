// A ticker's channel holds one tick: a slow reader misses the others.
package main

import (
	"fmt"
	"time"
)

func main() {
	ticker := time.NewTicker(20 * time.Millisecond)
	time.Sleep(110 * time.Millisecond)
	ticks := 0
	for draining := true; draining; {
		select {
		case <-ticker.C:
			ticks++
		default:
			draining = false
		}
	}
	fmt.Println("ticks waiting after five periods:", ticks)

	ticker.Reset(5 * time.Millisecond)
	<-ticker.C
	ticker.Stop()
	select {
	case <-ticker.C:
		fmt.Println("a tick after Stop")
	case <-time.After(30 * time.Millisecond):
		fmt.Println("no tick after Stop")
	}
}
