package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// Tally counts the votes of one evening. The map itself does not change after it was made.
type Tally struct {
	votes map[string]*atomic.Int32
}

// Add counts one ballot.
func (t *Tally) Add(party string) {
	t.votes[party].Add(1)
}

// count empties the ballot box of one room. Reading a ballot takes 10 ms.
func count(box []string, tally *Tally) {
	for _, party := range box {
		time.Sleep(10 * time.Millisecond)
		tally.Add(party)
	}
}

func main() {
	boxes := [][]string{{"lime", "plum"}, {"lime", "lime"}}
	tally := &Tally{votes: map[string]*atomic.Int32{"lime": {}, "plum": {}}}
	var wg sync.WaitGroup
	for _, box := range boxes {
		wg.Go(func() { count(box, tally) })
	}
	wg.Wait()
	fmt.Println("lime", tally.votes["lime"].Load(), "plum", tally.votes["plum"].Load())
}
