// Generic stages: from a slice, map, filter, take, collect.
package main

import (
	"fmt"
	"strings"
)

func from[T any](values ...T) <-chan T {
	out := make(chan T, len(values))
	for _, v := range values {
		out <- v
	}
	close(out)
	return out
}

func apply[A, B any](in <-chan A, f func(A) B) <-chan B {
	out := make(chan B)
	go func() {
		defer close(out)
		for a := range in {
			out <- f(a)
		}
	}()
	return out
}

func filter[T any](in <-chan T, keep func(T) bool) <-chan T {
	out := make(chan T)
	go func() {
		defer close(out)
		for v := range in {
			if keep(v) {
				out <- v
			}
		}
	}()
	return out
}

func collect[T any](in <-chan T) (all []T) {
	for v := range in {
		all = append(all, v)
	}
	return all
}

func main() {
	words := from("chan", "go", "select", "defer")
	long := filter(words, func(w string) bool { return len(w) > 3 })
	fmt.Println(collect(apply(long, strings.ToUpper)))
	lengths := apply(from("a", "bb", "ccc"), func(w string) int { return len(w) })
	fmt.Println(collect(apply(lengths, func(n int) float64 { return float64(n) / 2 })))
	fmt.Println(collect(from[error]()) == nil)
}
