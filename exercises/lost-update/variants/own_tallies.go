package main

import (
	"fmt"
	"sync"
	"time"
)

// Tally counts the votes of one room.
type Tally struct {
	votes map[string]int
}

// Add counts one ballot.
func (t *Tally) Add(party string) {
	t.votes[party]++
}

// count empties the ballot box of one room. Reading a ballot takes 10 ms.
func count(box []string) *Tally {
	tally := &Tally{votes: map[string]int{}}
	for _, party := range box {
		time.Sleep(10 * time.Millisecond)
		tally.Add(party)
	}
	return tally
}

func main() {
	boxes := [][]string{{"lime", "plum"}, {"lime", "lime"}}
	rooms := make([]*Tally, len(boxes))
	var wg sync.WaitGroup
	for room, box := range boxes {
		wg.Go(func() { rooms[room] = count(box) })
	}
	wg.Wait()
	lime, plum := 0, 0
	for _, room := range rooms {
		lime += room.votes["lime"]
		plum += room.votes["plum"]
	}
	fmt.Println("lime", lime, "plum", plum)
}
