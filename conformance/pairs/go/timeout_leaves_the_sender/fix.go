// pair: A buffer of one lets the goroutine put down its answer and end, wanted or not.
// expect: clean
package main

import (
	"errors"
	"fmt"
	"time"
)

func fetch(url string) (string, error) {
	reply := make(chan string, 1)
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
