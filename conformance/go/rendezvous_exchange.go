// Two goroutines swap values at a meeting point, without either going first.
package main

import (
	"fmt"
	"sync"
)

type exchanger[T any] struct {
	offers chan offer[T]
}

type offer[T any] struct {
	value T
	reply chan T
}

func (e exchanger[T]) swap(value T) T {
	mine := offer[T]{value, make(chan T, 1)}
	select {
	case e.offers <- mine:
		return <-mine.reply
	case other := <-e.offers:
		other.reply <- value
		return other.value
	}
}

func main() {
	e := exchanger[string]{make(chan offer[string])}
	var wg sync.WaitGroup
	var left, right string
	wg.Go(func() { left = e.swap("from left") })
	wg.Go(func() { right = e.swap("from right") })
	wg.Wait()
	fmt.Println("left got", left)
	fmt.Println("right got", right)
}
