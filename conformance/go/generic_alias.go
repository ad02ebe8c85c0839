package main

import (
	"fmt"
	"strings"
)

type Set[T comparable] = map[T]struct{}

type Pairs[K, V any] = []struct {
	Key   K
	Value V
}

type Seq[V any] = func(yield func(V) bool)

type Filter[T any] func(T) bool

func (f Filter[T]) Not() Filter[T] { return func(x T) bool { return !f(x) } }

func Count(n int) Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func Where[T any](s Seq[T], keep Filter[T]) Seq[T] {
	return func(yield func(T) bool) {
		for x := range s {
			if keep(x) && !yield(x) {
				return
			}
		}
	}
}

func Collect[T any](s Seq[T]) (all []T) {
	for x := range s {
		all = append(all, x)
	}
	return
}

func main() {
	s := Set[string]{"a": {}}
	s["b"] = struct{}{}
	fmt.Printf("%T %d\n", s, len(s))
	ps := Pairs[string, int]{{"x", 1}, {"y", 2}}
	fmt.Println(ps, len(ps))
	even := Filter[int](func(n int) bool { return n%2 == 0 })
	fmt.Println(Collect(Where(Count(7), even)), Collect(Where(Count(7), even.Not())))
	for x := range Where(Count(100), func(n int) bool { return n > 3 }) {
		fmt.Println(x)
		if x == 5 {
			break
		}
	}
	type Local[T any] struct{ v T }
	fmt.Println(Local[string]{strings.ToUpper("z")}, Local[int]{1}.v)
}
