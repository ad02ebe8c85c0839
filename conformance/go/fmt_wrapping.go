// Errorf with %w, errors.Is, As, Join, Unwrap.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
)

var ErrA = errors.New("a")
var ErrB = errors.New("b")

type Coded struct{ Code int }

func (c Coded) Error() string { return fmt.Sprint("code ", c.Code) }

type Ptr struct{ Op string }

func (p *Ptr) Error() string   { return "ptr " + p.Op }
func (p *Ptr) Timeout() bool   { return true }
func (p *Ptr) Is(t error) bool { return t == ErrB }

type AsCoded struct{}

func (AsCoded) Error() string { return "ascoded" }
func (AsCoded) As(target any) bool {
	if c, ok := target.(*Coded); ok {
		*c = Coded{99}
		return true
	}
	return false
}

type Slice []string

func (s Slice) Error() string { return fmt.Sprint([]string(s)) }

func main() {
	w := fmt.Errorf("ctx: %w", ErrA)
	fmt.Println(w, errors.Is(w, ErrA), errors.Is(w, ErrB), errors.Unwrap(w) == ErrA, errors.Unwrap(ErrA))
	fmt.Printf("%T %T %T\n", w, ErrA, fmt.Errorf("no verbs"))
	ww := fmt.Errorf("outer: %w", w)
	fmt.Println(ww, errors.Is(ww, ErrA), errors.Unwrap(errors.Unwrap(ww)) == ErrA)
	m := fmt.Errorf("many: %w and %w (%v)", ErrA, ErrB, Coded{1})
	fmt.Printf("%v %T %t %t %v\n", m, m, errors.Is(m, ErrA), errors.Is(m, ErrB), errors.Unwrap(m))
	fmt.Println(errors.Is(m, Coded{1}), errors.Is(fmt.Errorf("%w", Coded{1}), Coded{1}), errors.Is(fmt.Errorf("%w", Coded{1}), Coded{2}))
	r := fmt.Errorf("%[2]w %[1]w", ErrA, ErrB)
	fmt.Printf("%v %T %v\n", r, r, r.(interface{ Unwrap() []error }).Unwrap())
	d := fmt.Errorf("%[1]w %[1]w", ErrA)
	fmt.Printf("%v %T %v\n", d, d, len(d.(interface{ Unwrap() []error }).Unwrap()))
	n := fmt.Errorf("nil: %w", nil)
	fmt.Printf("%v %T %v\n", n, n, errors.Unwrap(n))
	v := fmt.Errorf("not wrapped: %v", ErrA)
	fmt.Println(v, errors.Is(v, ErrA), errors.Unwrap(v))
	var c Coded
	fmt.Println(errors.As(fmt.Errorf("x: %w", Coded{5}), &c), c.Code)
	fmt.Println(errors.As(ErrA, &c), c.Code)
	var p *Ptr
	e := fmt.Errorf("1: %w", fmt.Errorf("2: %w", &Ptr{"read"}))
	fmt.Println(errors.As(e, &p), p.Op, errors.Is(e, ErrB), errors.Is(e, ErrA))
	var t interface{ Timeout() bool }
	fmt.Println(errors.As(e, &t), t.Timeout())
	fmt.Println(errors.As(AsCoded{}, &c), c)
	fmt.Println(errors.As(nil, &c), errors.Is(nil, nil), errors.Is(nil, ErrA), errors.Is(ErrA, nil))
	j := errors.Join(ErrA, nil, fmt.Errorf("j: %w", Coded{7}))
	fmt.Println(j)
	fmt.Printf("%q %T %t %t %t\n", j, j, errors.Is(j, ErrA), errors.As(j, &c), errors.Is(j, ErrB))
	fmt.Println(c, errors.Join() == nil, errors.Join(nil, nil) == nil, errors.Unwrap(j))
	jj := errors.Join(j, ErrB)
	fmt.Println(errors.Is(jj, Coded{7}), errors.Is(jj, ErrB))
	fmt.Println(errors.Is(Slice{"a"}, ErrA), errors.Is(fmt.Errorf("%w", Slice{"a"}), Slice{"a"}))
	fmt.Println(io.EOF, errors.Is(fmt.Errorf("read: %w", io.EOF), io.EOF), errors.New("a") == ErrA)
	fmt.Fprintln(os.Stdout, errors.ErrUnsupported)
	for _, f := range []func(){
		func() { errors.As(ErrA, nil) },
		func() { errors.As(ErrA, c) },
		func() { var i *int; errors.As(ErrA, i) },
		func() { var i int; errors.As(ErrA, &i) },
	} {
		func() {
			defer func() { fmt.Println("panic:", recover()) }()
			f()
		}()
	}
	fmt.Printf("%v|%+v|%s|%q|%#v\n", w, w, w, w, Coded{3})
	fmt.Printf("%v %+v\n", struct{ E error }{w}, []error{ErrA, w, nil})
}
