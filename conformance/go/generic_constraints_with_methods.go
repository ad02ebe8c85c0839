package main

import (
	"errors"
	"fmt"
	"sort"
)

type Shape interface {
	comparable
	Area() float64
}

type Square struct{ side float64 }

func (s Square) Area() float64 { return s.side * s.side }

type Circle float64

func (c Circle) Area() float64 { return 3 * float64(c) * float64(c) }

func Largest[S Shape](shapes ...S) (best S, err error) {
	if len(shapes) == 0 {
		return best, errors.New("no shapes")
	}
	for _, s := range shapes {
		if best == *new(S) || s.Area() > best.Area() {
			best = s
		}
	}
	return best, nil
}

type Lesser[T any] interface{ Less(T) bool }

type Version struct{ major, minor int }

func (v Version) Less(w Version) bool {
	return v.major < w.major || v.major == w.major && v.minor < w.minor
}

func Min[T Lesser[T]](first T, rest ...T) T {
	for _, x := range rest {
		if x.Less(first) {
			first = x
		}
	}
	return first
}

type Resetter[T any] interface {
	*T
	Reset()
	Describe() string
}

type Counter struct{ n int }

func (c *Counter) Reset()           { c.n = 100 }
func (c *Counter) Describe() string { return fmt.Sprintf("counter at %d", c.n) }

func Make[T any, P Resetter[T]](n int) []T {
	out := make([]T, n)
	for i := range out {
		P(&out[i]).Reset()
	}
	return out
}

func Describe[T any, P Resetter[T]](xs []T) {
	for i := range xs {
		var p P = &xs[i]
		fmt.Println(p.Describe())
	}
}

type StringableInt interface {
	~int
	String() string
}

type Level int

func (l Level) String() string { return [...]string{"low", "high"}[l] }

func Next[T StringableInt](x T) string { return (x + 1).String() + "/" + x.String() }

func Sorted[T fmt.Stringer](xs []T) []string {
	var out []string
	for _, x := range xs {
		out = append(out, x.String())
	}
	sort.Strings(out)
	return out
}

func main() {
	fmt.Println(Largest(Square{2}, Square{3}, Square{1}))
	fmt.Println(Largest[Circle](1, 2))
	fmt.Println(Largest[Square]())
	fmt.Println(Min(Version{1, 2}, Version{1, 1}, Version{2, 0}))
	counters := Make[Counter](2)
	counters[1].n++
	Describe(counters)
	fmt.Println(Next(Level(0)))
	fmt.Println(Sorted([]Level{1, 0}))
	fmt.Println(Sorted([]fmt.Stringer{Level(1)}))
}
