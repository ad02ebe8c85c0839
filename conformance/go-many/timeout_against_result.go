// The result and the timeout are both there when main looks.
package main

import (
	"fmt"
	"time"
)

func main() {
	result := make(chan string, 1)
	go func() { result <- "result" }()
	timeout := time.After(time.Millisecond)
	time.Sleep(3 * time.Millisecond)
	select {
	case text := <-result:
		fmt.Println(text)
	case <-timeout:
		fmt.Println("timeout")
	}
}
