package main

import (
	"fmt"
	"strconv"
)

type List[T any] struct{ items []T }

func Of[T any](items ...T) List[T] { return List[T]{items} }

func (l List[T]) Map[U any](f func(T) U) List[U] {
	var out List[U]
	for _, x := range l.items {
		out.Add(f(x))
	}
	return out
}

func (l *List[T]) Add(x T) { l.items = append(l.items, x) }

func (l List[E]) Fold[A any](start A, f func(A, E) A) A {
	for _, x := range l.items {
		start = f(start, x)
	}
	return start
}

func (l *List[T]) Convert[U any]() (out []U) {
	for _, x := range l.items {
		if u, ok := any(x).(U); ok {
			out = append(out, u)
		}
	}
	return
}

type Bag struct{ things []any }

func (b *Bag) Put[T any](x T) *Bag {
	b.things = append(b.things, x)
	return b
}

func (b Bag) Count[T any]() (n int) {
	for _, x := range b.things {
		if _, ok := x.(T); ok {
			n++
		}
	}
	return
}

type Outer struct {
	Bag
	name string
}

func main() {
	words := Of(1, 20, 300).Map(strconv.Itoa)
	fmt.Printf("%T %v\n", words, words)
	lengths := words.Map(func(s string) int { return len(s) })
	fmt.Println(lengths, lengths.Fold("", func(a string, n int) string { return a + fmt.Sprint(n) }))
	fmt.Println(lengths.Fold[float64](0.5, func(a float64, n int) float64 { return a + float64(n) }))
	l := Of[any](1, "a", 2)
	fmt.Println(l.Convert[int](), l.Convert[string]())
	o := Outer{name: "o"}
	o.Put(1).Put("x").Put(2)
	fmt.Println(o.Count[int](), o.Count[string](), o.Count[bool]())
	count := o.Count[any]
	o.Put(3.5)
	fmt.Println(count(), o.Count[any]())
}
