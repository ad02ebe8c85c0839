// Values that say how they are printed: String, Error, GoString, on values and pointers.
package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

type Color int

const (
	Red Color = iota
	Green
)

func (c Color) String() string { return [...]string{"Red", "Green"}[c] }

type Temp float64

func (t Temp) String() string { return fmt.Sprintf("%.1f°C", float64(t)) }

type Account struct {
	ID  int
	Own string
}

func (a *Account) String() string {
	if a == nil {
		return "no account"
	}
	return fmt.Sprintf("#%d(%s)", a.ID, a.Own)
}

type Code struct{ N int }

func (c Code) Error() string  { return fmt.Sprint("code ", c.N) }
func (c Code) String() string { return "never" }

type Go struct{ a, b int }

func (g Go) GoString() string { return fmt.Sprintf("NewGo(%d, %d)", g.a, g.b) }

type Wrapper struct{ Color }

type Hidden struct {
	c Color
	C Color
	e error
	E error
}

type List []Color

type Tree struct {
	L, R *Tree
	V    int
}

func (t *Tree) String() string {
	if t == nil {
		return "()"
	}
	return fmt.Sprintf("(%v %d %v)", t.L, t.V, t.R)
}

type Str string

func (s Str) String() string { return "<" + string(s) + ">" }

type Fn func()

func (f Fn) String() string { return "fn" }

var calls int

type Counter struct{ name string }

func (c Counter) String() string {
	calls++
	return fmt.Sprint(c.name, calls)
}

func main() {
	fmt.Println(Red, Green, []Color{Red, Green}, map[Color]int{Green: 1, Red: 2}, [1]Color{1})
	fmt.Printf("%v %s %d %x %q %T %#v %5v|%-7s|\n", Green, Green, Green, Green, Green, Green, Green, Red, Red)
	fmt.Printf("%t %e %c %o %b %X %.2s %+v\n", Green, Temp(1), Green, Green, Green, Green, Green, Green)
	fmt.Println(Temp(21.55), []Temp{1, 2.25}, struct{ T Temp }{3})
	a := Account{7, "ann"}
	fmt.Println(a, &a, []any{a, &a}, struct{ A *Account }{nil})
	var none *Account
	fmt.Println(none, (*Code)(nil))
	fmt.Printf("%v %s %d %+v %#v\n", none, none, none, none, none)
	fmt.Println(Code{3}, &Code{4}, []error{Code{5}, nil}, error(Code{6}))
	fmt.Printf("%v %s %d %#v %q %x %T\n", Code{3}, Code{3}, Code{3}, Code{3}, Code{3}, Code{3}, Code{3})
	fmt.Printf("%v %+v %#v %#v %#v\n", Go{1, 2}, Go{1, 2}, Go{1, 2}, &Go{1, 2}, []Go{{3, 4}})
	fmt.Println(Wrapper{Green}, &Wrapper{Green}, []Wrapper{{Red}})
	fmt.Printf("%v %+v %#v\n", Wrapper{Green}, Wrapper{Green}, Wrapper{Green})
	h := Hidden{1, 1, errors.New("low"), errors.New("up")}
	fmt.Printf("%v|%+v\n", Hidden{c: 1, C: 1, E: h.E}, Hidden{c: 1, C: 1, E: h.E})
	fmt.Println(List{Red, Green}, struct{ l List }{List{Red}}, struct{ L List }{List{Red}})
	fmt.Println(&Tree{&Tree{nil, nil, 1}, nil, 2})
	fmt.Printf("%v %s %q %x %d %10v|\n", Str("s"), Str("s"), Str("s"), Str("s"), Str("s"), Str("s"))
	fmt.Println(Fn(nil), Fn(func() {}), map[Str]Str{"k": "v"})
	fmt.Println(Counter{"a"}, []Counter{{"b"}, {"c"}}, map[string]Counter{"k": {"d"}}, Counter{"e"})
	fmt.Printf("%v %d %v %s\n", Counter{"f"}, Counter{"g"}, &Counter{"h"}, []any{Counter{"i"}, 1, Counter{"j"}})
	fmt.Println(calls)
	fmt.Print(Red, Green, "x", Red, 1, 2, "y", "z", 3.5, nil, nil, '\n', true, "\n")
	fmt.Println(fmt.Sprint("a", 1, 2, "b", "c", 3), fmt.Sprint(), fmt.Sprint(nil, nil), fmt.Sprint([]int{1}, []int{2}))
	fmt.Println(fmt.Sprintln("x", 1), fmt.Sprintln())
	var sb strings.Builder
	n, err := fmt.Fprintf(&sb, "%v-%d", Green, 5)
	fmt.Fprintln(&sb, " tail", Red)
	fmt.Fprint(&sb, "end", 1, 2, Red)
	fmt.Println(n, err, sb.Len(), sb.String())
	fmt.Fprintln(os.Stdout, "out", Green)
	n, err = fmt.Println("count")
	fmt.Println(n, err)
	n, _ = fmt.Printf("%s\n", "héé")
	fmt.Println(n)
	fmt.Println(string(fmt.Append(nil, "a", 1, 2)), string(fmt.Appendf([]byte("> "), "%03d", 7)), string(fmt.Appendln(nil, "x", Red)))
}
