// When main returns, the others are cut off in the middle.
package main

import (
	"fmt"
	"time"
)

func main() {
	go func() {
		defer fmt.Println("never printed")
		for i := 0; ; i++ {
			fmt.Println("step", i)
			time.Sleep(40 * time.Millisecond)
		}
	}()
	time.Sleep(60 * time.Millisecond)
	fmt.Println("main returns")
}
