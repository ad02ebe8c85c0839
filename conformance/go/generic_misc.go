package main

import (
	"errors"
	"fmt"
	"strings"
)

type Numeric interface{ ~int | ~float64 }

type Matrix[T Numeric] [][]T

func (m Matrix[T]) Mul(o Matrix[T]) Matrix[T] {
	out := make(Matrix[T], len(m))
	for i := range m {
		out[i] = make([]T, len(o[0]))
		for j := range o[0] {
			for k := range o {
				out[i][j] += m[i][k] * o[k][j]
			}
		}
	}
	return out
}

type Optional[T any] struct{ value *T }

func Some[T any](x T) Optional[T] { return Optional[T]{&x} }
func None[T any]() Optional[T]    { return Optional[T]{} }

func (o Optional[T]) OrElse(x T) T {
	if o.value == nil {
		return x
	}
	return *o.value
}

type Event[T any] struct {
	Name    string
	Payload T
}

type Handler[T any] func(Event[T]) error

type Bus[T any] struct {
	handlers map[string][]Handler[T]
}

func (b *Bus[T]) On(name string, h Handler[T]) {
	if b.handlers == nil {
		b.handlers = make(map[string][]Handler[T])
	}
	b.handlers[name] = append(b.handlers[name], h)
}

func (b *Bus[T]) Emit(name string, payload T) (errs []error) {
	for _, h := range b.handlers[name] {
		if err := h(Event[T]{name, payload}); err != nil {
			errs = append(errs, err)
		}
	}
	return
}

type NotFound[K any] struct{ Key K }

func (e NotFound[K]) Error() string { return fmt.Sprintf("no %v", e.Key) }

func Find[K comparable, V any](m map[K]V, k K) (V, error) {
	if v, ok := m[k]; ok {
		return v, nil
	}
	return *new(V), NotFound[K]{k}
}

type Heap[T any] struct {
	items []T
	less  func(a, b T) bool
}

func (h *Heap[T]) Push(x T) {
	h.items = append(h.items, x)
	for i := len(h.items) - 1; i > 0; {
		p := (i - 1) / 2
		if !h.less(h.items[i], h.items[p]) {
			break
		}
		h.items[i], h.items[p] = h.items[p], h.items[i]
		i = p
	}
}

func (h *Heap[T]) Pop() (top T) {
	top = h.items[0]
	last := len(h.items) - 1
	h.items[0] = h.items[last]
	h.items = h.items[:last]
	for i := 0; ; {
		c := 2*i + 1
		if c >= last {
			return
		}
		if c+1 < last && h.less(h.items[c+1], h.items[c]) {
			c++
		}
		if !h.less(h.items[c], h.items[i]) {
			return
		}
		h.items[i], h.items[c] = h.items[c], h.items[i]
		i = c
	}
}

type Array[T any, E ~[3]T] struct{ data E }

func Total[T Numeric](a [4]T) (t T) {
	for _, x := range a {
		t += x
	}
	return
}

func Ternary[T any](cond bool, a, b T) T {
	if cond {
		return a
	}
	return b
}

func Inc[K comparable, N Numeric](m map[K]N, k K) N {
	m[k]++
	m[k] += 2
	return m[k]
}

var registry = map[string]func() fmt.Stringer{
	"a": func() fmt.Stringer { return wrap[int]{1} },
}

type wrap[T any] struct{ v T }

func (w wrap[T]) String() string { return fmt.Sprintf("wrap(%v)", w.v) }

func init() { fmt.Println("init", Some(3).OrElse(0)) }

func main() {
	m := Matrix[int]{{1, 2}, {3, 4}}
	fmt.Println(m.Mul(m))
	fmt.Println(None[string]().OrElse("none"), Some(2.5).OrElse(1))
	var bus Bus[map[string]int]
	bus.On("x", func(e Event[map[string]int]) error { return fmt.Errorf("%s: %d", e.Name, e.Payload["k"]) })
	bus.On("x", func(e Event[map[string]int]) error { return nil })
	fmt.Println(bus.Emit("x", map[string]int{"k": 7}), bus.Emit("y", nil))
	_, err := Find(map[string]int{"a": 1}, "b")
	var nf NotFound[string]
	if e, ok := err.(NotFound[string]); ok {
		nf = e
	}
	fmt.Println(err, nf.Key, errors.Unwrap(err))
	h := &Heap[string]{less: func(a, b string) bool { return a < b }}
	for _, w := range strings.Fields("d b a c") {
		h.Push(w)
	}
	for len(h.items) > 0 {
		fmt.Print(h.Pop(), " ")
	}
	fmt.Println()
	fmt.Println(Total([4]float64{1, 2}), Ternary(true, "a", "b"), Inc(map[string]int{}, "z"))
	fmt.Println(registry["a"](), wrap[wrap[bool]]{})
	fmt.Printf("%v %+v %#v %T\n", Some(1).value != nil, wrap[string]{"q"}, wrap[string]{"q"}, bus)
	fmt.Printf("%T %T %T\n", Array[int, [3]int]{}, Handler[int](nil), Event[struct{ X []int }]{})
	fmt.Printf("%T %T\n", NotFound[error]{}, NotFound[any]{})
}
