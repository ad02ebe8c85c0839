// Ask several replicas and take the first answer; the buffer lets the slower ones end too.
package main

import (
	"fmt"
	"runtime"
	"time"
)

type replica struct {
	name  string
	delay time.Duration
}

func (r replica) search(query string) string {
	time.Sleep(r.delay)
	return fmt.Sprintf("%s from %s", query, r.name)
}

func first(query string, replicas ...replica) string {
	answers := make(chan string, len(replicas))
	for _, r := range replicas {
		go func() { answers <- r.search(query) }()
	}
	return <-answers
}

func main() {
	slow := replica{"slow", 60 * time.Millisecond}
	quick := replica{"quick", 5 * time.Millisecond}
	dead := replica{"dead", 120 * time.Millisecond}
	fmt.Println(first("web", slow, quick, dead))
	fmt.Println(first("image", dead, slow))
	time.Sleep(200 * time.Millisecond)
	fmt.Println("goroutines left:", runtime.NumGoroutine())
}
