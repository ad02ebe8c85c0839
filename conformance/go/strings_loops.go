package main

import "fmt"

func main() {
	s := "a\xffé\xc3世\xed\xa0\x80z"
	for i, r := range s {
		fmt.Print(i, ":", r, " ")
	}
	fmt.Println(len(s))
	for i := range "héy" {
		fmt.Print(i, " ")
	}
	fmt.Println()
	fmt.Println([]rune(s), []byte(s), string([]rune{65, 0x10FFFF + 1, -1, 0xD800}))
	b := []byte("hello")
	b[0] = 'J'
	t := string(b)
	b[1] = 'X'
	fmt.Println(t, string(b), t < "K", t > "Ja", t+"!" == "Jello!")
	for range 3 {
		fmt.Print("x")
	}
	for i := range 3 {
		i *= 2
		fmt.Print(i)
	}
	var n int8 = 3
	for i := range n {
		fmt.Printf("%T%v ", i, i)
	}
	const c = 2
	for i := range c {
		fmt.Printf("%T ", i)
	}
	fmt.Println()
	var k, v int
	arr := []int{5, 6}
	for k, v = range arr {
	}
	fmt.Println(k, v)
	var st struct{ a, b int }
	var ar [2]int
	for ar[0], st.b = range arr {
	}
	fmt.Println(ar, st)
	ch := make(chan int, 3)
	ch <- 1
	ch <- 2
	close(ch)
	for x := range ch {
		fmt.Print(x, " ")
	}
	for range ch {
	}
	fmt.Println()
	m := map[string]int{"a": 1}
	for k := range m {
		m[k]++
		delete(m, k)
	}
	fmt.Println(m)
	x := arr
	for i, v := range x {
		x = append(x, v)
		if i == 0 {
			x[1] = 99
		}
		fmt.Print(v, " ")
	}
	fmt.Println(x)
	type S string
	for _, r := range S("ab") {
		fmt.Print(string(r), " ")
	}
	fmt.Println(S("ab")[0], S("abc")[1:])
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	for i := 0; i < 6; i++ {
		p := &i
		*p++
		fmt.Print(i, " ")
	}
	fmt.Println()
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		fmt.Print(i, j, " ")
	}
	fmt.Println()
}
