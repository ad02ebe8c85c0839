package main

import (
	"fmt"
	"strconv"
	"strings"
)

func Map[T, U any](xs []T, f func(T) U) []U {
	var out []U
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}

func Compose[A, B, C any](f func(A) B, g func(B) C) func(A) C {
	return func(a A) C { return g(f(a)) }
}

func Curry[A, B, C any](f func(A, B) C) func(A) func(B) C {
	return func(a A) func(B) C {
		return func(b B) C { return f(a, b) }
	}
}

func Identity[T any](x T) T { return x }

func Twice[T any](f func(T) T) func(T) T { return Compose(f, f) }

func Apply[T any](x T, fs ...func(T) T) T {
	for _, f := range fs {
		x = f(x)
	}
	return x
}

type Op[T any] func(T, T) T

func (op Op[T]) Fold(start T, xs ...T) T {
	for _, x := range xs {
		start = op(start, x)
	}
	return start
}

func Add[T int | string](a, b T) T { return a + b }

func Of[T any](xs ...T) []T { return xs }

func Counter[T comparable]() (func(T), func(T) int) {
	counts := make(map[T]int)
	return func(x T) { counts[x]++ }, func(x T) int { return counts[x] }
}

func main() {
	fmt.Println(Map([]int{1, 2}, strconv.Itoa))
	fmt.Println(Map(strings.Fields("a b"), strings.ToUpper))
	fmt.Println(Map([]int{1, 2}, Identity))
	f := Compose(strconv.Itoa, func(s string) int { return len(s) })
	fmt.Println(f(12345))
	fmt.Println(Curry(Add[string])("a")("b"))
	fmt.Println(Twice(func(n int) int { return n * 3 })(2))
	fmt.Println(Apply("x", Identity, strings.ToUpper, Twice(func(s string) string { return s + "." })))
	fmt.Println(Op[int](Add).Fold(10, 1, 2, 3), Op[string](Add[string]).Fold("", "p", "q"))
	var id func(float64) float64 = Identity
	fmt.Println(id(1.5), len(Of(Of(1, 2), nil)), Of[any](1, "a"))
	inc, count := Counter[rune]()
	for _, r := range "hello" {
		inc(r)
	}
	fmt.Println(count('l'), count('z'))
	fns := map[string]func(int, int) int{"add": Add, "sub": func(a, b int) int { return a - b }}
	fmt.Println(fns["add"](1, 2), fns["sub"](1, 2))
}
