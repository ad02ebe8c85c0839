// Goexit ends one goroutine after its deferred calls; it is no panic.
package main

import (
	"fmt"
	"runtime"
)

func step(name string) {
	defer fmt.Println("leaving", name)
	if name == "second" {
		defer func() { fmt.Println("recovered:", recover()) }()
		runtime.Goexit()
	}
	fmt.Println("finished", name)
}

func main() {
	done := make(chan struct{})
	go func() {
		defer close(done)
		step("first")
		step("second")
		fmt.Println("never printed")
	}()
	<-done
	fmt.Println("main goes on")
}
