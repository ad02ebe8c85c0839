// iter.Pull turns a push iterator into next and stop: two sequences are zipped.
package main

import (
	"fmt"
	"iter"
)

func count(name string, upTo int) iter.Seq[int] {
	return func(yield func(int) bool) {
		defer fmt.Println(name, "is over")
		for i := range upTo {
			if !yield(i * i) {
				return
			}
		}
	}
}

func zip[A, B any](a iter.Seq[A], b iter.Seq[B]) iter.Seq2[A, B] {
	return func(yield func(A, B) bool) {
		nextA, stopA := iter.Pull(a)
		defer stopA()
		nextB, stopB := iter.Pull(b)
		defer stopB()
		for {
			x, okA := nextA()
			y, okB := nextB()
			if !okA || !okB || !yield(x, y) {
				return
			}
		}
	}
}

func main() {
	for x, y := range zip(count("short", 3), count("long", 100)) {
		fmt.Println(x, y)
	}
	next, stop := iter.Pull(count("third", 5))
	fmt.Println(next())
	stop()
	fmt.Println(next())
}
