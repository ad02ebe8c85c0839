// pair: After the timeout nobody receives any more, and the fetching goroutine can never send.
// expect: leak
// real: passes 1000
package main

import (
	"errors"
	"fmt"
	"time"
)

func fetch(url string) (string, error) {
	reply := make(chan string)
	go func() {
		time.Sleep(20 * time.Millisecond) // A slow server.
		reply <- "page of " + url
	}()
	select {
	case page := <-reply:
		return page, nil
	case <-time.After(5 * time.Millisecond):
		return "", errors.New("timed out")
	}
}

func main() {
	_, err := fetch("slow.example")
	fmt.Println("error:", err)
	time.Sleep(50 * time.Millisecond) // The program goes on with other things.
}
