// A panic elsewhere ends the program without main's deferred calls.
package main

import (
	"fmt"
	"time"
)

func main() {
	defer fmt.Println("main's deferred call")
	defer func() { fmt.Println("main's recover:", recover()) }()
	go func() {
		defer fmt.Println("the goroutine's deferred call")
		panic("nobody catches this")
	}()
	time.Sleep(time.Second)
}
