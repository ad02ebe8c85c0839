// pair: Each step on the concurrent map is safe, but two sessions are made for one user.
// expect: panic
package main

import (
	"fmt"
	"sync"
)

type session struct{ user string }

func main() {
	var sessions sync.Map
	login := func(user string) *session {
		if found, ok := sessions.Load(user); ok {
			return found.(*session)
		}
		made := &session{user}
		sessions.Store(user, made)
		return made
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
