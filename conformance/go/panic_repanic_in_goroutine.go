// Recover, log, panic again with the same value.
package main

import (
	"errors"
	"fmt"
	"time"
)

func logged(work func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("log:", r)
			panic(r)
		}
	}()
	work()
}

func main() {
	go logged(func() { fmt.Println("fine") })
	time.Sleep(5 * time.Millisecond)
	go logged(func() { panic(errors.New("lost connection")) })
	time.Sleep(time.Second)
}
