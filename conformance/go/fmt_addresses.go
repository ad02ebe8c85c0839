// Addresses: only their form can be compared.
package main

import (
	"fmt"
	"strings"
)

type T struct{ p *int }

func shape(s string) string {
	var out strings.Builder
	hex := false
	for _, r := range s {
		digit := strings.ContainsRune("0123456789abcdef", r)
		if hex && digit {
			continue
		}
		hex = false
		out.WriteRune(r)
		if strings.HasSuffix(out.String(), "0x") {
			hex = true
		}
	}
	return out.String()
}

func main() {
	n := 5
	p, q := &n, &n
	s := []int{1}
	m := map[string]int{}
	c := make(chan int)
	f := func() {}
	for _, v := range []any{p, s, m, c, f, &p, &T{p}, T{p}, []*int{p, nil}, map[string]*int{"a": p}, struct{ c chan int }{c}, []chan int{c}, [1]func(){f}} {
		fmt.Println(shape(fmt.Sprintf("%v|%p|%+v|%#v", v, v, v, v)))
	}
	fmt.Println(fmt.Sprint(p) == fmt.Sprint(q), fmt.Sprintf("%p", p) == fmt.Sprint(p), fmt.Sprintf("%p", &s[0]) == fmt.Sprintf("%p", s))
	fmt.Println(fmt.Sprintf("%p", m) == fmt.Sprintf("%p", m), fmt.Sprintf("%p", &n) == fmt.Sprintf("%p", new(int)))
	fmt.Println(strings.HasPrefix(fmt.Sprint(p), "0x"), strings.HasPrefix(fmt.Sprintf("%#p", p), "0x"), strings.HasPrefix(fmt.Sprintf("%x", p), "0x"), strings.HasPrefix(fmt.Sprintf("%#x", p), "0x"))
	fmt.Printf("%v %p %v %p %s\n", (*int)(nil), (*int)(nil), (chan int)(nil), (func())(nil), shape(fmt.Sprintf("%s %t", p, c)))
	var np *T
	fmt.Printf("%v %+v %#v %s %d %p %q\n", np, np, np, np, np, np, np)
	fmt.Printf("%10v|%-10v|%x|%d\n", np, (map[string]int)(nil), (*int)(nil), (*int)(nil))
}
