// Formatter: a value that writes itself, and what its State says.
package main

import "fmt"

type Probe struct{ id int }

func (p Probe) Format(s fmt.State, verb rune) {
	w, wok := s.Width()
	pr, pok := s.Precision()
	fmt.Fprintf(s, "[%d %c w=%d,%t p=%d,%t", p.id, verb, w, wok, pr, pok)
	for _, f := range "+-# 0" {
		if s.Flag(int(f)) {
			fmt.Fprintf(s, " %q", f)
		}
	}
	s.Write([]byte("]"))
}

type Vec struct{ X, Y float64 }

func (v Vec) Format(s fmt.State, verb rune) {
	switch verb {
	case 'v':
		if s.Flag('+') {
			fmt.Fprintf(s, "Vec{X:%g Y:%g}", v.X, v.Y)
			return
		}
		fallthrough
	case 's':
		fmt.Fprintf(s, "(%g, %g)", v.X, v.Y)
	case 'f', 'e':
		format := fmt.FormatString(s, verb)
		fmt.Fprintf(s, "<"+format+" "+format+">", v.X, v.Y)
	default:
		fmt.Fprintf(s, "%%!%c(Vec)", verb)
	}
}

type Both struct{}

func (Both) Format(s fmt.State, verb rune) { s.Write([]byte("formatted")) }
func (Both) String() string                { return "stringed" }
func (Both) Error() string                 { return "errored" }

type PtrF struct{ n int }

func (p *PtrF) Format(s fmt.State, verb rune) { fmt.Fprint(s, "ptr", p.n) }

func main() {
	p := Probe{1}
	fmt.Printf("%v %d %s %x %z\n", p, p, p, p, p)
	fmt.Printf("%5v|%-5d|%05d|%+v|%#v|% d|%8.3f|%.2s|%+-#08.4q\n", p, p, p, p, p, p, p, p, p)
	fmt.Println(p, []Probe{{2}, {3}}, map[string]Probe{"k": {4}}, &p, struct{ P Probe }{Probe{5}})
	fmt.Printf("%+v %#v\n", struct{ P Probe }{Probe{6}}, []Probe{{7}})
	fmt.Printf("%T %*d %[1]v\n", p, 6, p)
	fmt.Println(Vec{1, 2.5}, []Vec{{3, 4}})
	fmt.Printf("%v|%+v|%s|%f|%8.2f|%-9.1e|%d|%T\n", Vec{1, 2}, Vec{1, 2}, Vec{1, 2}, Vec{1, 2}, Vec{1, 2}, Vec{1, 2}, Vec{1, 2}, Vec{1, 2})
	fmt.Println(Both{}, fmt.Sprint(Both{}), fmt.Errorf("%w", Both{}))
	fmt.Printf("%s %v %#v %d %q\n", Both{}, Both{}, Both{}, Both{}, Both{})
	fmt.Println(&PtrF{3}, []*PtrF{{4}}, PtrF{5})
	var nilp *PtrF
	fmt.Printf("%v %s\n", nilp, nilp)
	fmt.Printf("%s\n", struct{ p Probe }{p})
}
