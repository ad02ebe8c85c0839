// A panic with a Stringer prints what it says.
package main

import "fmt"

type State struct{ n int }

func (s State) String() string { return fmt.Sprintf("state %d\nof %d", s.n, 3) }

func main() {
	panic(State{2})
}
