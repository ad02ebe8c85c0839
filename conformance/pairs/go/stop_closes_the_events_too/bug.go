// pair: A select with a done case does not protect its send case from a channel that is closed.
// expect: panic race
package main

import (
	"fmt"
	"sync"
)

type player struct {
	done   chan struct{}
	events chan string
}

func (p *player) emit(event string) {
	select {
	case <-p.done:
	case p.events <- event:
	}
}

func (p *player) stop() {
	close(p.done)
	close(p.events)
}

func main() {
	p := &player{make(chan struct{}), make(chan string, 1)}
	var wg sync.WaitGroup
	wg.Go(func() { p.emit("song ended") })
	p.stop()
	wg.Wait()
	fmt.Println("stopped")
}
