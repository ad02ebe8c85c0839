// A panic value with Error or String is printed by it; a named number shows its type.
package main

import (
	"fmt"
	"time"
)

type code int

type status struct{ text string }

func (s status) String() string { return "status: " + s.text }

func main() {
	for _, value := range []any{code(7), status{"lost"}} {
		func() {
			defer func() { fmt.Printf("%v %T\n", recover(), value) }()
			panic(value)
		}()
	}
	go panic(code(7))
	time.Sleep(time.Second)
}
