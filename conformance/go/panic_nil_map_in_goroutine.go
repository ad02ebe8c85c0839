// A write to a nil map in a goroutine ends the whole program.
package main

import (
	"fmt"
	"time"
)

type registry struct{ names map[string]int }

func main() {
	var r registry
	fmt.Println(r.names["nobody"], len(r.names))
	go func() { r.names["ann"] = 1 }()
	time.Sleep(time.Second)
	fmt.Println("not reached")
}
