package main

import "fmt"

type Stack[T any] struct{ items []T }

func (s *Stack[T]) Push(x T) { s.items = append(s.items, x) }

func (s *Stack[T]) Pop() T {
	last := len(s.items) - 1
	x := s.items[last]
	s.items = s.items[:last]
	return x
}

func Must[T any](x T, err error) T {
	if err != nil {
		panic(fmt.Errorf("must: %w", err))
	}
	return x
}

func main() {
	s := &Stack[string]{}
	s.Push("a")
	fmt.Println(s.Pop())
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		Must(1, fmt.Errorf("no"))
	}()
	var x any = Stack[int]{}
	func() {
		defer func() { fmt.Println("recovered:", recover()) }()
		_ = x.(Stack[string])
	}()
	s.Pop()
}
