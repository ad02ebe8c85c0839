// pair: The answer is always there long before the timeout, until one day it is not, and its sender is left.
// expect: leak
// timing: loose
// real: passes 1000
package main

import (
	"fmt"
	"time"
)

func translate(word string) string {
	answer := make(chan string)
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
