// A panic with a nil pointer whose Error method does not mind.
package main

type E struct{}

func (e *E) Error() string {
	if e == nil {
		return "nil E"
	}
	return "E"
}

func main() {
	var e *E
	panic(e)
}
