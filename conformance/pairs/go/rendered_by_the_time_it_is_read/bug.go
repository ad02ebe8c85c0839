// pair: Main sleeps for what it takes to be long enough, and then reads what nothing orders with the write.
// expect: race
package main

import (
	"fmt"
	"time"
)

func main() {
	pages := 0
	go func() {
		time.Sleep(2 * time.Millisecond)
		pages = 12
	}()
	time.Sleep(50 * time.Millisecond)
	fmt.Println("rendered", pages)
}
