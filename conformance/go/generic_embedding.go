package main

import (
	"fmt"
	"sync"
)

type Base[T any] struct {
	mu    sync.WaitGroup
	items []T
}

func (b *Base[T]) Add(x T)    { b.items = append(b.items, x) }
func (b Base[T]) Len() int    { return len(b.items) }
func (b *Base[T]) First() *T  { return &b.items[0] }

type Queue[T any] struct {
	Base[T]
	name string
}

func (q *Queue[T]) Add(x T) {
	fmt.Println(q.name, "adds", x)
	q.Base.Add(x)
}

type PriorityQueue[P interface{ ~int }, T any] struct {
	*Queue[Pair[P, T]]
	best P
}

type Pair[A, B any] struct {
	First  A
	Second B
}

func MakePair[A, B any](a A, b B) Pair[A, B] { return Pair[A, B]{a, b} }

func (p Pair[A, B]) Swap() Pair[B, A] { return Pair[B, A]{p.Second, p.First} }

type Adder[T any] interface {
	Add(T)
	Len() int
}

type Named[T any] interface {
	Adder[T]
	Name() string
}

func (q *Queue[T]) Name() string { return q.name }

func Fill[T any](a Adder[T], xs ...T) int {
	for _, x := range xs {
		a.Add(x)
	}
	return a.Len()
}

func main() {
	q := &Queue[string]{name: "q"}
	fmt.Println(Fill[string](q, "a", "b"))
	var n Named[string] = q
	fmt.Println(n.Name(), n.Len(), *q.First())
	*q.First() = "z"
	fmt.Println(q.items)

	pq := PriorityQueue[int, string]{Queue: &Queue[Pair[int, string]]{name: "pq"}}
	pq.Add(MakePair(1, "one"))
	pq.Queue.Base.Add(Pair[int, string]{2, "two"})
	fmt.Println(pq.Len(), pq.items, pq.items[1].Swap())
	fmt.Printf("%T %T %v %+v\n", pq, pq.items[0].Swap(), pq.items[0], pq.items[0])
	fmt.Println(Fill(&pq.Queue.Base, MakePair(3, "three")))
	swap := Pair[int, string].Swap
	fmt.Println(swap(MakePair(1, "x")))
	add := q.Add
	add("bound")
}
