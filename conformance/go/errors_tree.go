// A tree of wrapped errors: what is found in it, and in which order.
package main

import (
	"errors"
	"fmt"
)

var ErrNotFound = errors.New("not found")
var ErrDenied = errors.New("denied")

type OpError struct {
	Op  string
	Err error
}

func (e *OpError) Error() string { return e.Op + ": " + e.Err.Error() }
func (e *OpError) Unwrap() error { return e.Err }

type Temporary struct{ error }

func (Temporary) Is(target error) bool { return target == ErrTemporary }

var ErrTemporary = errors.New("temporary")

type Kind int

func (k Kind) Error() string { return fmt.Sprintf("kind %d", int(k)) }

type Multi []error

func (m Multi) Error() string   { return fmt.Sprintf("%d errors", len(m)) }
func (m Multi) Unwrap() []error { return m }

func load(name string) error {
	switch name {
	case "":
		return &OpError{"load", ErrNotFound}
	case "root":
		return fmt.Errorf("load %q: %w", name, ErrDenied)
	case "net":
		return Temporary{&OpError{"dial", Kind(3)}}
	case "all":
		return Multi{Kind(1), &OpError{"x", Kind(2)}, nil, ErrDenied}
	}
	return nil
}

func walk(err error, depth int) {
	for i := 0; i < depth; i++ {
		fmt.Print("  ")
	}
	fmt.Printf("%T %v\n", err, err)
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		if e.Unwrap() != nil {
			walk(e.Unwrap(), depth+1)
		}
	case interface{ Unwrap() []error }:
		for _, inner := range e.Unwrap() {
			if inner != nil {
				walk(inner, depth+1)
			}
		}
	}
}

func main() {
	for _, name := range []string{"", "root", "net", "all", "fine"} {
		err := load(name)
		fmt.Println(err, err == nil, errors.Is(err, ErrNotFound), errors.Is(err, ErrDenied), errors.Is(err, ErrTemporary), errors.Is(err, Kind(3)), errors.Is(err, Kind(2)))
		var op *OpError
		var kind Kind
		fmt.Println(errors.As(err, &op), op, errors.As(err, &kind), int(kind))
	}
	tree := fmt.Errorf("top: %w, %w", errors.Join(load(""), load("net")), fmt.Errorf("mid: %w", load("all")))
	walk(tree, 0)
	var kind Kind
	fmt.Println(errors.As(tree, &kind), kind, errors.Is(tree, ErrDenied))
	if op, ok := errors.AsType[*OpError](tree); ok {
		fmt.Println(op.Op, op)
	}
	if k, ok := errors.AsType[Kind](tree); ok {
		fmt.Println(int(k))
	}
	if _, ok := errors.AsType[Temporary](ErrDenied); !ok {
		fmt.Println("no Temporary")
	}
	_, ok := errors.AsType[*OpError](nil)
	fmt.Println(ok)
}
