package main

import "fmt"

func f(s string, v int) int { fmt.Print(s, " "); return v }

var g = 1

func inc() int { g++; return g }

type T struct{ a, b int }

func (t T) m(x int) T { fmt.Print("m", x, " "); return t }

func get() (int, int) { return 1, 2 }

func main() {
	i := 0
	a := []int{10, 20, 30}
	i, a[i] = 1, 2
	fmt.Println(i, a)
	a[0], a[1], a[2] = a[2], a[0], a[1]
	fmt.Println(a)
	x := []int{1, 2, 3}
	i = 0
	x[i], i = 9, 2
	fmt.Println(x, i)
	arr := [3]int{}
	arr[f("i", 1)] = f("v", 2) + f("w", 3)
	fmt.Println(arr)
	fmt.Println(f("a", 1)+f("b", 2)*f("c", 3), g+inc(), inc()+g)
	m := map[int]int{}
	m[f("k", 1)], m[f("l", 2)] = f("x", 3), f("y", 4)
	fmt.Println(m)
	y := g
	z := []int{g, inc(), g}
	fmt.Println(y, z)
	T{}.m(f("p", 1)).m(f("q", 2))
	fmt.Println()
	p := &T{1, 2}
	p.a, p.b = p.b, p.a
	fmt.Println(*p)
	q := p
	p, p.a = nil, 77
	fmt.Println(p, *q)
	n := 5
	add := func() int { n += 10; return n }
	fmt.Println(n, add(), n)
	r := n + add()
	fmt.Println(r)
	k := 3
	kk := []int{k, func() int { k = 8; return k }(), k}
	fmt.Println(kk)
	var e, w = get()
	fmt.Println(e, w)
	bits := 6
	bits &^= 2
	bits <<= 3
	bits |= 1
	bits ^= 0xf
	bits %= 7
	fmt.Println(bits)
	h := 1
	ret := func() (int, int) { h++; return h, h * 2 }
	aa, bb := ret()
	fmt.Println(aa, bb, h)
	t := n
	t, n = n, t+1
	fmt.Println(t, n)
	c := make(chan int, 3)
	c <- f("send", 1)
	fmt.Println(<-c + f("after", 2))
	fmt.Println(f("t", 1) == 1 || f("u", 2) == 2, f("t", 1) == 2 && f("u", 2) == 2)
}
