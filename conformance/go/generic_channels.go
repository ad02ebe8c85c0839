package main

import (
	"fmt"
	"sync"
)

func Generate[T any](xs ...T) <-chan T {
	out := make(chan T)
	go func() {
		defer close(out)
		for _, x := range xs {
			out <- x
		}
	}()
	return out
}

func MapChan[In, Out any](in <-chan In, f func(In) Out) <-chan Out {
	out := make(chan Out)
	go func() {
		defer close(out)
		for x := range in {
			out <- f(x)
		}
	}()
	return out
}

func Collect[T any](in <-chan T) (all []T) {
	for x := range in {
		all = append(all, x)
	}
	return
}

func Parallel[T, R any](xs []T, work func(T) R) []R {
	results := make([]R, len(xs))
	var wg sync.WaitGroup
	for i, x := range xs {
		wg.Add(1)
		go func() {
			defer wg.Done()
			results[i] = work(x)
		}()
	}
	wg.Wait()
	return results
}

type Result[T any] struct {
	Value T
	Err   error
}

func Try[T any](f func() (T, error)) <-chan Result[T] {
	ch := make(chan Result[T], 1)
	go func() {
		v, err := f()
		ch <- Result[T]{v, err}
	}()
	return ch
}

type Future[T any] struct {
	done  chan struct{}
	value T
}

func Go[T any](f func() T) *Future[T] {
	fut := &Future[T]{done: make(chan struct{})}
	go func() {
		defer close(fut.done)
		fut.value = f()
	}()
	return fut
}

func (f *Future[T]) Await() T {
	<-f.done
	return f.value
}

func Send[C ~chan T, T any](c C, x T) C {
	c <- x
	return c
}

type Ints chan int

func main() {
	squares := MapChan(Generate(1, 2, 3), func(n int) string { return fmt.Sprint(n * n) })
	fmt.Printf("%q\n", Collect(squares))
	fmt.Println(Parallel([]string{"a", "bb", "ccc"}, func(s string) int { return len(s) }))
	r := <-Try(func() (int, error) { return 1, fmt.Errorf("odd") })
	fmt.Printf("%T %+v\n", r, r)
	fut := Go(func() []int { return []int{4, 5} })
	fmt.Println(fut.Await(), fut.Await())
	c := Send(make(Ints, 1), 7)
	fmt.Printf("%T %d\n", c, <-c)
}
