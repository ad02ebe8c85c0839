package main

import (
	"fmt"
	"sync"
	"time"
)

// Tally counts the votes of one evening. Only main touches it.
type Tally struct {
	votes map[string]int
}

// Add counts one ballot.
func (t *Tally) Add(party string) {
	t.votes[party]++
}

// count empties the ballot box of one room. Reading a ballot takes 10 ms.
func count(box []string, ballots chan<- string) {
	for _, party := range box {
		time.Sleep(10 * time.Millisecond)
		ballots <- party
	}
}

func main() {
	boxes := [][]string{{"lime", "plum"}, {"lime", "lime"}}
	tally := &Tally{votes: map[string]int{}}
	ballots := make(chan string)
	var wg sync.WaitGroup
	for _, box := range boxes {
		wg.Go(func() { count(box, ballots) })
	}
	go func() {
		wg.Wait()
		close(ballots)
	}()
	for party := range ballots {
		tally.Add(party)
	}
	fmt.Println("lime", tally.votes["lime"], "plum", tally.votes["plum"])
}
