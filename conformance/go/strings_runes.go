// Strings are bytes; ranging over one gives characters.
package main

import (
	"fmt"
	"strconv"
	"strings"
)

func main() {
	s := "héllo, 世界"
	for i, r := range s {
		if r > 127 {
			fmt.Print(i, ":", string(r), " ")
		}
	}
	fmt.Println(len(s), len([]rune(s)), s[1], s[0:1]+s[3:5])
	bytes := []byte("abc")
	bytes[0] = 'X'
	fmt.Println(string(bytes), bytes, strings.ToUpper(s), strings.Repeat("=", 5))
	fmt.Println(strings.Split("a,b,,c", ","), strings.Fields("  x  y "), strings.Join([]string{"p", "q"}, "-"))
	var b strings.Builder
	for i := range 3 {
		fmt.Fprintf(&b, "%d;", i)
	}
	fmt.Println(b.String(), b.Len(), strings.Contains(s, "llo"), strings.Index(s, "世"))
	n, err := strconv.Atoi("12x")
	fmt.Println(n, err, strconv.Itoa(-45)+"!")
	fmt.Printf("%q %v %s %x % x %d\n", s, []string{"a b", "c"}, bytes, "hi", "hi", []byte("hi"))
	fmt.Printf("%!|%d %s %v\n", "str", 5, nil)
	fmt.Printf("%d %d\n", 1)
	fmt.Println(fmt.Sprintf("%v", struct {
		A int
		B *int
		C []string
	}{1, nil, nil}))
}
