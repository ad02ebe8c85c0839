// %T of every kind of type, generic ones too.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"time"
)

type Pair[K comparable, V any] struct {
	Key K
	Val V
}

func (p Pair[K, V]) String() string { return fmt.Sprintf("%v->%v", p.Key, p.Val) }

type List[T any] []T

type Node[T any] struct {
	v    T
	next *Node[T]
}

type Handler func(string, ...int) (bool, error)
type Visitor interface{ Visit(int) Visitor }
type Matrix [2][3]float64
type Alias = map[string][]int

func typeOf[T any](v T) string { return fmt.Sprintf("%T", v) }

func main() {
	type local struct{ a int }
	var v Visitor
	vals := []any{1, int8(1), 'a', byte(1), 1.5, float32(1), "s", true, uintptr(1), nil, error(nil), errors.New("e"), []int{}, [3]string{}, map[string]bool{}, Alias{}, struct{}{}, struct {
		A int
		b *string
	}{}, &struct{ io.Reader }{}, make(chan int), make(<-chan string), make(chan<- struct{}), make(chan (<-chan int)), make(chan func()), func() {}, func(int, string) error { return nil }, func(...any) (int, error) { return 0, nil }, Handler(nil), &v, []Visitor{}, Matrix{}, &Matrix{}, Pair[string, int]{}, &Pair[int, []string]{}, List[int]{}, Node[string]{}, &Node[Pair[int, bool]]{}, []Pair[string, any]{}, map[Pair[int, int]]List[string]{}, local{}, &local{}, []local{}, time.Second, strings.Builder{}, &bytes.Buffer{}, bufio.NewReader(nil), &sync.WaitGroup{}, os.Stdout, io.EOF, interface{ M() }(nil), []any{}, []error{}, []interface{ M(int) string }{}, map[any]any{}, [2]func(){}, func() (a int, b string) { return }, new(any), new(error), fmt.Errorf("%w", io.EOF)}
	for _, x := range vals {
		fmt.Printf("%T\n", x)
	}
	fmt.Println(typeOf(1), typeOf("s"), typeOf[any](2), typeOf[error](nil), typeOf(List[float64]{}))
	fmt.Println(Pair[string, int]{"a", 1}, []Pair[int, bool]{{1, true}}, &Pair[string, string]{"k", "v"})
	fmt.Printf("%v %+v %#v\n", Node[int]{v: 1}, Node[int]{v: 1}, Node[int]{v: 1})
	fmt.Printf("%#v %#v %#v\n", List[int]{1}, Pair[string, int]{"a", 1}, map[string]Pair[int, int]{"x": {1, 2}})
	fmt.Printf("%10T|%-10T|%.3T\n", 1, "s", 1.5)
	for _, x := range []any{nil, 1, "s", []int{1}, Pair[int, int]{1, 2}, errors.New("x")} {
		switch t := x.(type) {
		case nil:
			fmt.Println("nil", t)
		case int, string:
			fmt.Printf("basic %T %v\n", t, t)
		case fmt.Stringer:
			fmt.Println("Stringer", t)
		case error:
			fmt.Println("error", t)
		default:
			fmt.Printf("other %T\n", t)
		}
	}
}
