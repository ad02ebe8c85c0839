// pair: The answer has a buffer of one, so its sender ends even when nobody waits any more.
// expect: clean
package main

import (
	"fmt"
	"time"
)

func translate(word string) string {
	answer := make(chan string, 1)
	go func() { answer <- word + "!" }()
	select {
	case text := <-answer:
		return text
	case <-time.After(time.Second):
		return word
	}
}

func main() {
	fmt.Println(translate("hola"))
}
