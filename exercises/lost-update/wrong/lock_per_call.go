package main

import (
	"fmt"
	"sync"
	"time"
)

// Tally counts the votes of one evening.
type Tally struct {
	votes map[string]int
}

// Add counts one ballot.
func (t *Tally) Add(party string) {
	var mu sync.Mutex
	mu.Lock()
	defer mu.Unlock()
	t.votes[party]++
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
	tally := &Tally{votes: map[string]int{}}
	var wg sync.WaitGroup
	for _, box := range boxes {
		wg.Go(func() { count(box, tally) })
	}
	wg.Wait()
	fmt.Println("lime", tally.votes["lime"], "plum", tally.votes["plum"])
}
