// pair: A buffer of one keeps the notification until somebody listens.
// expect: clean
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
	default: // It was notified before.
	}
}

func main() {
	u := &upload{finished: make(chan struct{}, 1)}
	go u.run()
	<-u.finished
	fmt.Println("sent", u.sent)
}
