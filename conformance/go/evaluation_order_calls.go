package main

import "fmt"

type S struct{ a, b int }
type P struct{ x int }

var g = 1

func bump(p *int) int { *p += 10; return *p }
func mod(s *S) int    { s.a = 99; return 1 }
func setg(v int) int  { g = v; return v }

type C struct{ n int }

func (c *C) inc() int { c.n++; return c.n }
func (c C) get() int  { return c.n }

func two(a, b int) string { return fmt.Sprint(a, "-", b) }

func main() {
	x := 1
	fmt.Println(x, bump(&x), x)
	s := S{1, 2}
	fmt.Println(s, mod(&s), s)
	s = S{1, 2}
	fmt.Println(s.a, mod(&s), s.a)
	fmt.Println(two(x, bump(&x)))
	y := x + bump(&x)
	fmt.Println(y)
	a := []int{1, 2, 3}
	f := func() int { a[0] = 50; return 1 }
	fmt.Println(a[0] + f())
	fmt.Println(a[0]+f(), f()+a[0])
	c := C{}
	fmt.Println(c.n, c.inc(), c.n, c.inc(), c.get())
	m := map[string]int{"a": 1}
	mf := func() int { m["a"] = 7; return 1 }
	fmt.Println(m["a"] + mf())
	arr := [3]int{g, setg(5), g}
	fmt.Println(arr)
	i := 0
	next := func() int { i++; return i }
	b := make([]int, 4)
	b[i] = next()
	fmt.Println(b)
	b[next()] = i
	fmt.Println(b)
	p, q := x, bump(&x)
	fmt.Println(p, q)
	ret := func() (int, int) { return x, bump(&x) }
	fmt.Println(ret())
	str := "a"
	sf := func() string { str = "z"; return "b" }
	fmt.Println(str+sf(), str)
	str = "a"
	fmt.Println(str, sf())
	pp := &P{1}
	pf := func() int { pp = &P{100}; return 1 }
	fmt.Println(pp.x + pf())
	ok := false
	bf := func() bool { ok = true; return true }
	fmt.Println(ok, bf(), ok && bf())
	ok = false
	fmt.Println(ok == bf())
	x = 1
	x += bump(&x)
	fmt.Println(x)
	ch := make(chan int, 2)
	ch <- 1
	ch <- 2
	fmt.Println(<-ch-<-ch, len(ch))
	var e any = x
	ef := func() int { e = 5; x = 0; return 1 }
	fmt.Println(e.(int)+ef(), e)
	z := S{x, bump(&x)}
	fmt.Println(z)
	if x == bump(&x) {
		fmt.Println("equal")
	}
	mm := map[int]int{x: bump(&x)}
	fmt.Println(len(mm), mm[x])
	a, a[0] = []int{7, 8, 9}, 1
	fmt.Println(a)
}
