// A method that panics while it is printed is reported in the text; a nil receiver is <nil>.
package main

import (
	"errors"
	"fmt"
)

type Bad struct{ n int }

func (b Bad) String() string { panic(fmt.Sprint("bad ", b.n)) }

type Ptr struct{ n int }

func (p *Ptr) String() string { return fmt.Sprint("ptr ", p.n) }

type Err struct{ list []int }

func (e Err) Error() string { return fmt.Sprint(e.list[3]) }

type GoBad struct{}

func (GoBad) GoString() string { panic(errors.New("no go")) }

type FBad struct{}

func (FBad) Format(s fmt.State, verb rune) {
	fmt.Fprint(s, "half-")
	panic("way")
}

type PanicsWithBad struct{}

func (PanicsWithBad) String() string { panic(Bad{9}) }

type Deep struct{ B Bad }

type Recovers struct{}

func (Recovers) String() (s string) {
	defer func() { s = fmt.Sprint("recovered: ", recover()) }()
	panic("inside")
}

func main() {
	fmt.Println(Bad{1}, "after", Bad{2})
	fmt.Printf("%v|%s|%q|%d|%x|%#v|%10v|\n", Bad{1}, Bad{1}, Bad{1}, Bad{1}, Bad{1}, Bad{1}, Bad{1})
	fmt.Println([]Bad{{1}, {2}}, map[string]Bad{"k": {3}}, Deep{Bad{4}}, &Bad{5})
	var p *Ptr
	fmt.Println(p, []*Ptr{nil}, struct{ P *Ptr }{})
	fmt.Printf("%v|%s|%10v|%d|%+v\n", p, p, p, p, p)
	fmt.Println(Err{}, &Err{})
	fmt.Printf("%v %d\n", Err{[]int{1}}, Err{[]int{1}})
	fmt.Printf("%#v %v\n", GoBad{}, GoBad{})
	fmt.Printf("%v %d %s\n", FBad{}, FBad{}, []FBad{{}})
	fmt.Println(Recovers{})
	var b *Bad
	fmt.Println(b)
	func() {
		defer func() { fmt.Println("out:", recover()) }()
		fmt.Println(PanicsWithBad{})
		fmt.Println("not reached?")
	}()
	var e error = (*wrapped)(nil)
	fmt.Println(e)
	s := fmt.Sprintf("%v and %v", Bad{7}, 1)
	fmt.Println(len(s), s)
	fmt.Println(fmt.Errorf("x: %w", Err{}))
}

type wrapped struct{ err error }

func (w *wrapped) Error() string { return w.err.Error() }
