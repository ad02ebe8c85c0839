// One goroutine runs the functions that others post to it: no locks, no races.
package main

import (
	"fmt"
	"time"
)

type loop struct {
	tasks chan func()
	quit  chan struct{}
}

func (l *loop) post(task func()) { l.tasks <- task }

func (l *loop) later(d time.Duration, task func()) {
	time.AfterFunc(d, func() { l.post(task) })
}

func (l *loop) run() {
	for {
		select {
		case task := <-l.tasks:
			task()
		case <-l.quit:
			return
		}
	}
}

func main() {
	l := &loop{make(chan func(), 8), make(chan struct{})}
	lines := 0
	say := func(text string) func() {
		return func() {
			lines++
			fmt.Println(lines, text)
		}
	}
	l.later(40*time.Millisecond, say("timer of 40ms"))
	l.later(10*time.Millisecond, say("timer of 10ms"))
	l.later(80*time.Millisecond, func() { close(l.quit) })
	l.post(say("posted first"))
	l.post(func() { l.post(say("posted from inside")) })
	l.run()
	fmt.Println("loop ended after", lines, "lines")
}
