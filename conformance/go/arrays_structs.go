package main

import "fmt"

type P struct{ X, Y int }
type Q struct {
	P
	Name string
	arr  [2]int
}

func mod(a [3]int)   { a[0] = 99 }
func modp(a *[3]int) { a[0] = 99 }

func main() {
	a := [...]int{1, 2, 3}
	b := a
	b[0] = 7
	fmt.Println(a, b, a == b, a == [3]int{1, 2, 3}, a != b)
	mod(a)
	fmt.Println(a)
	modp(&a)
	fmt.Println(a, len(&a))
	c := [5]string{1: "x", 3: "y", "z"}
	fmt.Printf("%q %d\n", c, len(c))
	d := []int{9: 1, 2}
	fmt.Println(d, len(d), cap(d))
	e := [2][3]int{{1, 2, 3}, {4}}
	e[1][2]++
	f := e
	f[0][0] = -1
	fmt.Println(e, f, e == f)
	q := Q{P{1, 2}, "n", [2]int{3, 4}}
	r := q
	r.X = 5
	r.arr[0] = 8
	fmt.Println(q, r, q == r, q.P == P{1, 2}, q.X)
	anon := struct {
		A int
		B string
	}{1, "b"}
	var other struct {
		A int
		B string
	} = anon
	fmt.Println(anon, anon == other)
	fmt.Printf("%v %+v %#v %T\n", anon, anon, anon, anon)
	list := []struct{ n, m int }{{1, 2}, {m: 3}}
	fmt.Println(list)
	pm := map[P]string{{1, 2}: "a", {3, 4}: "b"}
	fmt.Println(pm[P{1, 2}], pm[P{9, 9}] == "", len(pm))
	pp := []*P{{1, 2}, {3, 4}}
	fmt.Println(*pp[0], pp[1].Y)
	mm := map[string][]int{"a": {1, 2}, "b": nil}
	mm["a"] = append(mm["a"], 3)
	fmt.Println(mm)
	for i := range a {
		a[i] *= 2
	}
	for i, v := range &a {
		a[2] = 100
		fmt.Print(i, v, " ")
	}
	for i, v := range a {
		a[2] = 200
		fmt.Print(i, v, " ")
	}
	fmt.Println()
	s := a[:]
	s[0] = -5
	fmt.Println(a, s[1:2:2], cap(s[1:2:2]))
	ap := [3]int(s)
	app := (*[2]int)(s)
	app[1] = 55
	fmt.Println(ap, *app, a)
	var arr2 [3]P
	arr2[1].X = 4
	ptr := &arr2[1]
	ptr.Y = 6
	fmt.Println(arr2)
	type local struct{ a [2]P }
	l := local{}
	l.a[1].X = 3
	l2 := l
	l2.a[1].X = 4
	fmt.Println(l, l2, l == l2)
	x := [3]int{}
	y := [3]int{}
	fmt.Println(x == y, &x == &y)
	var iface any = x
	fmt.Println(iface == any([3]int{}), iface == any([2]int{}))
	copy(s, []int{7, 7})
	fmt.Println(s, copy(s, s[1:]), s)
	z := make([]int, 2, 10)
	z2 := append(z, 1)
	z3 := append(z, 2)
	fmt.Println(z2, z3, len(z), cap(z))
	clear(s)
	fmt.Println(s, a)
	bs := []byte("abc")
	bs = append(bs, "def"...)
	fmt.Println(string(bs), copy(bs, "zz"), string(bs))
	var nilm map[string]int
	fmt.Println(nilm["x"], len(nilm))
	delete(nilm, "x")
	for range nilm {
	}
	_ = new(int)
	n := new(P)
	n.X = 3
	fmt.Println(*n)
	k := new(42)
	fmt.Println(*k)
}
