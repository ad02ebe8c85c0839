package main

import (
	"errors"
	"fmt"
	"time"
)

// ask asks one mirror for the meaning of a word. It answers after a while.
func ask(word string, mirror time.Duration) string {
	time.Sleep(mirror)
	return word + " explained"
}

// explain takes the first answer that comes, and gives up after 20 ms.
func explain(word string, mirrors ...time.Duration) (string, error) {
	answers := make(chan string)
	for _, mirror := range mirrors {
		go func() { answers <- ask(word, mirror) }()
	}
	left := len(mirrors)
	defer func() {
		go func() {
			for range left {
				<-answers // Nobody wants it any more, but its sender has to get rid of it.
			}
		}()
	}()
	select {
	case answer := <-answers:
		left--
		return answer, nil
	case <-time.After(20 * time.Millisecond):
		return "", errors.New(word + ": timed out")
	}
}

func main() {
	fmt.Println(explain("atom", 0))
	fmt.Println(explain("bark", 50*time.Millisecond, 50*time.Millisecond))
	time.Sleep(100 * time.Millisecond) // The server goes on serving others.
}
