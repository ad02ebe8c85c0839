package main

import (
	"fmt"
	"strings"
)

func main() {
	show := func(name string, parts []string) {
		fmt.Printf("%s %d %v %q\n", name, len(parts), parts == nil, parts)
	}
	for _, s := range []string{"", "a", "a,b,c", ",a,,b,", "no separator", "日本", "a\xffb"} {
		for _, sep := range []string{"", ",", ",,", "b"} {
			show("Split", strings.Split(s, sep))
			show("SplitAfter", strings.SplitAfter(s, sep))
			for n := range 4 {
				show("SplitN", strings.SplitN(s, sep, n))
				show("SplitAfterN", strings.SplitAfterN(s, sep, n))
			}
		}
	}
	for _, s := range []string{"", "   ", "one", " two  words\t\n", "a\u00a0b\u2003c\u0085d", "x\v\fy\r\nz"} {
		show("Fields", strings.Fields(s))
		show("FieldsFunc", strings.FieldsFunc(s, func(r rune) bool { return r == 'o' || r == 'w' }))
	}
	parts := strings.Split("k=v;a=b", ";")
	for _, part := range parts {
		key, value, ok := strings.Cut(part, "=")
		fmt.Println(key, value, ok)
	}
	fmt.Printf("%q\n", strings.Join(nil, ","))
	fmt.Printf("%q\n", strings.Join([]string{"x"}, ","))
	fmt.Printf("%q\n", strings.Join([]string{"x", "", "z"}, ", "))
	words := strings.FieldsFunc("one1two2three", func(r rune) bool { return '0' <= r && r <= '9' })
	fmt.Println(len(words), words)
}
