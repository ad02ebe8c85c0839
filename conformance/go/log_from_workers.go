// A logger goroutine that numbers the lines of many workers; they wait until theirs is written.
package main

import (
	"fmt"
	"sync"
)

type line struct {
	text    string
	written chan int
}

func logger(lines <-chan line) <-chan []string {
	all := make(chan []string, 1)
	go func() {
		var log []string
		for l := range lines {
			log = append(log, l.text)
			l.written <- len(log)
		}
		all <- log
	}()
	return all
}

func main() {
	lines := make(chan line)
	all := logger(lines)
	var wg sync.WaitGroup
	numbers := make([]int, 4)
	for w := range numbers {
		wg.Go(func() {
			l := line{fmt.Sprint("worker ", w), make(chan int)}
			lines <- l
			numbers[w] = <-l.written
		})
	}
	wg.Wait()
	close(lines)
	log := <-all
	for w, number := range numbers {
		fmt.Println(log[number-1] == fmt.Sprint("worker ", w))
	}
}
