package main

import (
	"fmt"
	"strings"
)

type node[T any] struct {
	value      T
	prev, next *node[T]
}

type List[T any] struct {
	head, tail *node[T]
	size       int
}

func NewList[T any](values ...T) *List[T] {
	l := &List[T]{}
	for _, v := range values {
		l.PushBack(v)
	}
	return l
}

func (l *List[T]) PushBack(v T) *List[T] {
	n := &node[T]{value: v, prev: l.tail}
	if l.tail == nil {
		l.head = n
	} else {
		l.tail.next = n
	}
	l.tail = n
	l.size++
	return l
}

func (l *List[T]) PopFront() (v T, ok bool) {
	if l.head == nil {
		return
	}
	v = l.head.value
	l.head = l.head.next
	if l.head == nil {
		l.tail = nil
	} else {
		l.head.prev = nil
	}
	l.size--
	return v, true
}

func (l *List[T]) All() func(yield func(int, T) bool) {
	return func(yield func(int, T) bool) {
		i := 0
		for n := l.head; n != nil; n = n.next {
			if !yield(i, n.value) {
				return
			}
			i++
		}
	}
}

func (l *List[T]) String() string {
	var parts []string
	for _, v := range l.All() {
		parts = append(parts, fmt.Sprint(v))
	}
	return "[" + strings.Join(parts, " <-> ") + "]"
}

type Tree[K interface{ ~int | ~string }, V any] struct {
	root *leaf[K, V]
}

type leaf[K interface{ ~int | ~string }, V any] struct {
	key         K
	value       V
	left, right *leaf[K, V]
}

func (t *Tree[K, V]) Put(key K, value V) {
	at := &t.root
	for *at != nil {
		switch {
		case key < (*at).key:
			at = &(*at).left
		case key > (*at).key:
			at = &(*at).right
		default:
			(*at).value = value
			return
		}
	}
	*at = &leaf[K, V]{key: key, value: value}
}

func (t Tree[K, V]) Walk(f func(K, V)) { t.root.walk(f) }

func (n *leaf[K, V]) walk(f func(K, V)) {
	if n == nil {
		return
	}
	n.left.walk(f)
	f(n.key, n.value)
	n.right.walk(f)
}

func main() {
	l := NewList("a", "b").PushBack("c")
	fmt.Println(l, l.size)
	v, ok := l.PopFront()
	fmt.Println(v, ok, l)
	for i, s := range l.All() {
		fmt.Println(i, s)
		if i == 0 {
			break
		}
	}
	empty := NewList[float64]()
	f, ok := empty.PopFront()
	fmt.Println(f, ok, empty)
	fmt.Printf("%T %T\n", l, *empty)

	var t Tree[string, []int]
	for i, word := range strings.Fields("to be or not to be") {
		t.Put(word, []int{i})
	}
	t.Walk(func(k string, v []int) { fmt.Println(k, v) })
	fmt.Printf("%T\n", t)

	nested := NewList(NewList(1, 2), NewList(3))
	fmt.Println(nested)
	fmt.Printf("%T\n", nested)
}
