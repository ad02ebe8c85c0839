package main

import (
	"fmt"
	"sort"
	"strings"
)

type Number interface {
	~int | ~int64 | ~float64
}

func Sum[T Number](xs ...T) T {
	var total T
	for _, x := range xs {
		total += x
	}
	return total
}

func Map[T, U any](xs []T, f func(T) U) []U {
	out := make([]U, 0, len(xs))
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

func Filter[S ~[]E, E any](s S, keep func(E) bool) S {
	var out S
	for _, x := range s {
		if keep(x) {
			out = append(out, x)
		}
	}
	return out
}

func Keys[M ~map[K]V, K comparable, V any](m M) []K {
	out := make([]K, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	return out
}

type Pair[K comparable, V any] struct {
	Key K
	Val V
}

func (p Pair[K, V]) String() string { return fmt.Sprint(p.Key, "=", p.Val) }

type node[T any] struct {
	v    T
	next *node[T]
}

type List[T any] struct {
	head *node[T]
	size int
}

func (l *List[T]) Push(v T) {
	l.head = &node[T]{v: v, next: l.head}
	l.size++
}

func (l *List[E]) Each(f func(E)) {
	for n := l.head; n != nil; n = n.next {
		f(n.v)
	}
}

func New[T any]() *List[T] { return &List[T]{} }

type Stack[T any] struct {
	List[T]
	name string
}

type IDs []int

func Index[T comparable](xs []T, x T) int {
	for i, y := range xs {
		if x == y {
			return i
		}
	}
	return -1
}

func Kind[T any](x T) string {
	switch any(x).(type) {
	case int:
		return "int"
	case string:
		return "string"
	case []T:
		return "slice"
	}
	return fmt.Sprintf("%T", x)
}

type Set[T comparable] map[T]struct{}

func (s Set[T]) Add(x T)      { s[x] = struct{}{} }
func (s Set[T]) Has(x T) bool { _, ok := s[x]; return ok }

type Stringish interface {
	comparable
	String() string
}

func Join[T fmt.Stringer](xs []T) string {
	return strings.Join(Map(xs, func(x T) string { return x.String() }), ",")
}

func Double[T Number](x T) T { return x * 2 }

func Ptr[T any](x T) *T { return &x }

type Setter[T any] interface {
	*T
	Set(string)
}

type conf struct{ v string }

func (c *conf) Set(s string) { c.v = s }

func Parse[T any, P Setter[T]](s string) T {
	var t T
	P(&t).Set(s)
	return t
}

func main() {
	fmt.Println(Sum(1, 2, 3), Sum(1.5, 2), Sum[float64]())
	fmt.Println(Map([]int{1, 2, 3}, func(i int) string { return strings.Repeat("x", i) }))
	ids := Filter(IDs{1, 2, 3, 4}, func(i int) bool { return i%2 == 0 })
	fmt.Printf("%T %v\n", ids, ids)
	ks := Keys(map[string]int{"b": 1, "a": 2})
	sort.Strings(ks)
	fmt.Println(ks)
	p := Pair[string, int]{"a", 1}
	fmt.Printf("%T %v\n", p, p)
	l := New[string]()
	l.Push("x")
	l.Push("y")
	l.Each(func(s string) { fmt.Println(s) })
	fmt.Printf("%T %d\n", l, l.size)
	var s Stack[int]
	s.Push(4)
	fmt.Println(s.size, s.head.v)
	fmt.Println(Index([]string{"a", "b"}, "b"), Kind(1), Kind("s"), Kind(2.5), Kind(p))
	set := Set[int]{}
	set.Add(3)
	fmt.Println(set.Has(3), set.Has(4))
	fmt.Println(Join([]Pair[string, int]{p, {"b", 2}}))
	var f func(int) int = Double
	fmt.Println(f(4), Map([]float64{1, 2}, Double[float64]), Map([]int{1}, Double))
	fmt.Println(*Ptr(3), Parse[conf]("hi"))
}
