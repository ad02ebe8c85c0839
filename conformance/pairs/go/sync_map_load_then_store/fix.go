// pair: LoadOrStore looks and stores in one step and returns the session that is kept.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

type session struct{ user string }

func main() {
	var sessions sync.Map
	login := func(user string) *session {
		kept, _ := sessions.LoadOrStore(user, &session{user})
		return kept.(*session)
	}
	var seen [2]*session
	var wg sync.WaitGroup
	for i := range seen {
		wg.Go(func() { seen[i] = login("ann") })
	}
	wg.Wait()
	if seen[0] != seen[1] {
		panic("two sessions for one user")
	}
	fmt.Println("one session")
}
