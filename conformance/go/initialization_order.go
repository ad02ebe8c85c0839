package main

import f "fmt"
import . "strings"
import _ "os"

var (
	a    = b + 1
	b    = fn()
	c    = func() int { f.Println("c"); return 3 }()
	d, e = two()
	_    = side("blank")
)

func side(s string) int { f.Println("side", s); return 0 }
func two() (int, int)   { f.Println("two"); return a, c }
func fn() int           { f.Println("fn", z); return z + 1 }

var z = 10

func init() { f.Println("init1", a, b, c, d, e) }
func init() { f.Println("init2") }

var x int = y
var y = 5

type T struct{ n int }

var t = T{x}
var pt = &t
var m = map[string]int{"a": y}

func main() {
	f.Println(ToUpper("x"), Repeat("ab", 2), t, pt.n, m)
	len := func(s string) int { return 42 }
	f.Println(len("x"))
	true := false
	f.Println(true)
	type int string
	var s int = "now a string"
	f.Println(s)
	{
		f := "shadow"
		_ = f
	}
	var _, q = 1, 2
	_, r := 3, q
	f.Println(q, r)
	nil := 3
	f.Println(nil)
	if x := 1; x > 2 {
	} else if y := x + 1; y > 1 {
		f.Println(x, y)
	}
	type A = []string
	var aa A = []string{"z"}
	f.Println(aa)
}
