// pair: The notification is dropped when main does not listen yet, and main then waits for it.
// expect: deadlock
package main

import "fmt"

type upload struct {
	sent     int
	finished chan struct{}
}

func (u *upload) run() {
	u.sent = 100
	select {
	case u.finished <- struct{}{}:
	default: // Nobody listens: do not block.
	}
}

func main() {
	u := &upload{finished: make(chan struct{})}
	go u.run()
	<-u.finished
	fmt.Println("sent", u.sent)
}
