package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type config struct {
	name string
	n    int
}

type node[T any] struct {
	value T
	next  *node[T]
}

type stack[T any] struct {
	top atomic.Pointer[node[T]]
}

func (s *stack[T]) push(v T) {
	n := &node[T]{value: v}
	for {
		n.next = s.top.Load()
		if s.top.CompareAndSwap(n.next, n) {
			return
		}
	}
}

func (s *stack[T]) pop() (v T, ok bool) {
	for {
		n := s.top.Load()
		if n == nil {
			return v, false
		}
		if s.top.CompareAndSwap(n, n.next) {
			return n.value, true
		}
	}
}

func main() {
	var current atomic.Pointer[config]
	fmt.Println(current.Load() == nil)
	a, b := &config{"a", 1}, &config{"b", 2}
	current.Store(a)
	fmt.Println(current.Load().name, current.Swap(b) == a, *current.Load())
	fmt.Println(current.CompareAndSwap(a, b), current.CompareAndSwap(b, a), current.Load() == a)
	current.Store(nil)
	fmt.Println(current.Load())

	var s stack[int]
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() { s.push(i) })
	}
	wg.Wait()
	sum, count := 0, 0
	for {
		v, ok := s.pop()
		if !ok {
			break
		}
		sum += v
		count++
	}
	fmt.Println(sum, count)
	words := stack[string]{}
	words.push("x")
	words.push("y")
	fmt.Println(words.pop())
}
