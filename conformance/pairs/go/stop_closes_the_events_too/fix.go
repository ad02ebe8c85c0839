// pair: Only the done channel is closed; the events are left to the garbage collector.
// expect: clean
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
}

func main() {
	p := &player{make(chan struct{}), make(chan string, 1)}
	var wg sync.WaitGroup
	wg.Go(func() { p.emit("song ended") })
	p.stop()
	wg.Wait()
	fmt.Println("stopped")
}
