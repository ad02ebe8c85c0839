package main

import (
	"fmt"
)

type Shape interface {
	Area() float64
	Perimeter() float64
}
type Named interface{ Name() string }
type Both interface {
	Shape
	Named
}
type Sq struct{ s float64 }

func (s Sq) Area() float64      { return s.s * s.s }
func (s Sq) Perimeter() float64 { return 4 * s.s }
func (s *Sq) Scale(k float64)   { s.s *= k }
func (s Sq) Name() string       { return "sq" }

type Base struct{ id int }

func (b *Base) SetID(i int) { b.id = i }
func (b Base) ID() int      { return b.id }

type Mid struct{ *Base }
type Top struct {
	Mid
	Shape
	n int
}
type MyErr struct{ code int }

func (e *MyErr) Error() string { return fmt.Sprint("code ", e.code) }

func mayFail(n int) error {
	if n == 0 {
		return nil
	}
	return &MyErr{n}
}
func typedNil() error {
	var e *MyErr
	return e
}

type F func(int) int

func (f F) Call(x int) int { return f(x) }

type IntList []int

func (l IntList) Len() int   { return len(l) }
func (l *IntList) Add(x int) { *l = append(*l, x) }

func main() {
	var b Both = Sq{2}
	var s Shape = b
	fmt.Println(b.Area(), s.Perimeter(), b.Name())
	if n, ok := s.(Named); ok {
		fmt.Println("named", n.Name())
	}
	_, ok := s.(interface{ Foo() })
	fmt.Println(ok)
	sq := Sq{3}
	sq.Scale(2)
	f := sq.Area
	sq.s = 1
	fmt.Println(f(), Sq.Area(sq), (*Sq).Area(&sq))
	g := (*Sq).Scale
	g(&sq, 10)
	fmt.Println(sq)
	h := sq.Scale
	h(2)
	fmt.Println(sq)
	t := Top{Mid{&Base{1}}, sq, 2}
	t.SetID(42)
	fmt.Println(t.ID(), t.id, t.Area(), t.Mid.Base.id)
	fi := Shape.Area
	fmt.Println(fi(sq))
	err := mayFail(3)
	var me *MyErr
	fmt.Println(err, me == nil)
	fmt.Println(mayFail(0) == nil, typedNil() == nil)
	fmt.Println(F(func(x int) int { return x + 1 }).Call(4))
	var l IntList
	l.Add(1)
	l.Add(2)
	fmt.Println(l, l.Len(), len(l))
	for _, v := range []any{1, "s", 2.5, nil, []int{1}, sq, &sq, err, 'x', uint8(3), struct{}{}, func() {}, map[string]int{}} {
		switch x := v.(type) {
		case nil:
			fmt.Println("nil", x == nil)
		case int, string:
			fmt.Printf("int or string %v %T\n", x, x)
		case float64:
			fmt.Println("float", x+1)
		case []int:
			fmt.Println("slice", x[0])
		case Shape:
			fmt.Println("shape", x.Area())
		case error:
			fmt.Println("error", x)
		case rune:
			fmt.Println("rune", x)
		case interface{ Foo() }:
		case func():
			fmt.Println("func")
		default:
			fmt.Printf("other %T\n", x)
		}
	}
	switch v := any(3); y := v.(type) {
	case int:
		fmt.Println(y + 1)
	}
	switch x := 5; {
	case x > 3:
		fmt.Println("big")
		fallthrough
	case x > 100:
		fmt.Println("fell")
	default:
		fmt.Println("no")
	}
	switch sq {
	case Sq{40}:
		fmt.Println("forty")
	}
	var e1, e2 any = 1, 1.0
	fmt.Println(e1 == e2, e1 == 1, e2 == 1.0, e1 != nil)
	var z Named
	defer func() {
		r := recover()
		fmt.Println(r)
		_, isErr := r.(error)
		fmt.Println(isErr)
		defer func() {
			fmt.Println(recover())
			var a any = "str"
			_ = a.(int)
		}()
		var s2 Shape = Sq{}
		_ = s2.(interface{ Foo() })
	}()
	z.Name()
}
