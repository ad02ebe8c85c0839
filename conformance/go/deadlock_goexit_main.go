package main

import (
	"fmt"
	"runtime"
	"time"
)

func main() {
	defer fmt.Println("main's deferred call")
	go func() {
		time.Sleep(10 * time.Millisecond)
		fmt.Println("the others go on")
	}()
	runtime.Goexit()
}
