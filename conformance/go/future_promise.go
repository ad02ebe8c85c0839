// A future: started at once, awaited when its value is needed, as often as one likes.
package main

import (
	"errors"
	"fmt"
	"time"
)

type future[T any] struct {
	done  chan struct{}
	value T
	err   error
}

func async[T any](work func() (T, error)) *future[T] {
	f := &future[T]{done: make(chan struct{})}
	go func() {
		defer close(f.done)
		f.value, f.err = work()
	}()
	return f
}

func (f *future[T]) await() (T, error) {
	<-f.done
	return f.value, f.err
}

func main() {
	length := async(func() (int, error) {
		time.Sleep(5 * time.Millisecond)
		return len("concurrency"), nil
	})
	name := async(func() (string, error) { return "gopher", nil })
	broken := async(func() (float64, error) { return 0, errors.New("no such page") })

	n, _ := length.await()
	again, _ := length.await()
	s, err := name.await()
	fmt.Println(n, again, s, err)
	_, err = broken.await()
	fmt.Println(err)
}
