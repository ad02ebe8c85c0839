package main

import (
	"fmt"
	"sort"
)

type Ordered interface {
	~int | ~int64 | ~uint | ~float64 | ~string
}

func Keys[M ~map[K]V, K Ordered, V any](m M) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	return keys
}

func Reduce[T, A any](xs []T, start A, f func(A, T) A) A {
	for _, x := range xs {
		start = f(start, x)
	}
	return start
}

func GroupBy[T any, K comparable](xs []T, key func(T) K) map[K][]T {
	out := map[K][]T{}
	for _, x := range xs {
		out[key(x)] = append(out[key(x)], x)
	}
	return out
}

func Reverse[S ~[]E, E any](s S) {
	for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
		s[i], s[j] = s[j], s[i]
	}
}

func Clone[S ~[]E, E any](s S) S { return append(S(nil), s...) }

func Chunk[S ~[]E, E any](s S, n int) (out []S) {
	for len(s) > n {
		out, s = append(out, s[:n:n]), s[n:]
	}
	return append(out, s)
}

func Fill[T any, A ~[]T](a A, x T) int {
	c := make(A, len(a), 2*cap(a))
	for i := range c {
		c[i] = x
	}
	return copy(a, c)
}

func Biggest[T Ordered](xs ...T) T {
	best := xs[0]
	for _, x := range xs[1:] {
		best = max(best, x)
	}
	return best
}

func Wipe[M ~map[K]V, K comparable, V any](m M) { clear(m) }

func Contains[T comparable](xs []T, x T) bool {
	for i := range xs {
		if xs[i] == x {
			return true
		}
	}
	return false
}

func Length[T ~string | ~[]byte](x T) int {
	n := 0
	for i := 0; i < len(x); i++ {
		if x[i] != ' ' {
			n++
		}
	}
	return n
}

func Text[T ~[]byte | ~string](x T) string { return string(x) + "!" }

type Names []string

func main() {
	ages := map[string]int{"bo": 3, "al": 5, "cy": 1}
	fmt.Println(Keys(ages))
	fmt.Println(Reduce([]int{1, 2, 3}, "", func(a string, n int) string { return a + fmt.Sprint(n) }))
	g := GroupBy([]int{1, 2, 3, 4, 5}, func(n int) bool { return n%2 == 0 })
	fmt.Println(g[true], g[false])
	names := Names{"a", "b", "c"}
	other := Clone(names)
	Reverse(other)
	fmt.Printf("%v %v %T %v\n", names, other, other, Chunk(names, 2))
	fmt.Printf("%T\n", Chunk(names, 2))
	fmt.Println(Fill(names, "x"), names)
	fmt.Println(Biggest(2, 9, 4), Biggest("b", "a"), Biggest(0.5))
	Wipe(ages)
	fmt.Println(len(ages), Contains(names, "x"), Contains([]any{1, "a"}, "a"))
	fmt.Println(Length("a b c"), Length([]byte("xyz")), Text("s"), Text([]byte{104, 105}))
}
