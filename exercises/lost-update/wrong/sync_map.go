package main

import (
	"fmt"
	"sync"
	"time"
)

// Tally counts the votes of one evening.
type Tally struct {
	votes sync.Map
}

// Add counts one ballot.
func (t *Tally) Add(party string) {
	votes, _ := t.votes.LoadOrStore(party, 0)
	t.votes.Store(party, votes.(int)+1)
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
	tally := &Tally{}
	var wg sync.WaitGroup
	for _, box := range boxes {
		wg.Go(func() { count(box, tally) })
	}
	wg.Wait()
	lime, _ := tally.votes.Load("lime")
	plum, _ := tally.votes.Load("plum")
	fmt.Println("lime", lime, "plum", plum)
}
