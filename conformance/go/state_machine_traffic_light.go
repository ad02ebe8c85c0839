// A state machine whose states are functions, driven by timers and a button.
package main

import (
	"fmt"
	"time"
)

type light struct {
	button chan struct{}
	log    []string
}

type state func(*light) state

func red(l *light) state {
	l.log = append(l.log, "red")
	time.Sleep(20 * time.Millisecond)
	return green
}

func green(l *light) state {
	l.log = append(l.log, "green")
	select {
	case <-l.button:
		l.log = append(l.log, "button")
	case <-time.After(60 * time.Millisecond):
	}
	return yellow
}

func yellow(l *light) state {
	l.log = append(l.log, "yellow")
	if len(l.log) > 6 {
		return nil
	}
	return red
}

func main() {
	l := &light{button: make(chan struct{})}
	go func() {
		time.Sleep(120 * time.Millisecond)
		l.button <- struct{}{}
	}()
	for s := state(red); s != nil; {
		s = s(l)
	}
	fmt.Println(l.log)
}
