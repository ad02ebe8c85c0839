package main

import (
	"fmt"
	"strings"
)

func rot13(r rune) rune {
	switch {
	case r >= 'A' && r <= 'Z':
		return 'A' + (r-'A'+13)%26
	case r >= 'a' && r <= 'z':
		return 'a' + (r-'a'+13)%26
	case r == ' ':
		return -1
	}
	return r
}

func main() {
	fmt.Println(strings.Repeat("ab", 5), strings.Repeat("", 9), strings.Repeat("x", 0))
	fmt.Println(strings.ToUpper("hello Wörld éß"), strings.ToLower("HELLO WÖRLD ÉΣ"), strings.ToTitle("loud"))
	fmt.Println(strings.Title("hello wOrld foo_bar it's 3rd-rate élan"))
	fmt.Println(strings.Map(rot13, "Hello, World"), strings.Map(func(r rune) rune { return r }, "a\xffb") == "a\ufffdb")
	for _, n := range []int{-1, 0, 1, 2, 9} {
		fmt.Printf("%q %q %q %q\n", strings.Replace("oink oink oink", "k", "ky", n),
			strings.Replace("oink oink", "oink", "moo", n), strings.Replace("héj", "", "-", n), strings.Replace("aaa", "aa", "b", n))
	}
	fmt.Println(strings.ReplaceAll("a.b.c", ".", "::"), strings.ReplaceAll("same", "x", "y"), strings.ReplaceAll("x", "x", "x"))
	fmt.Printf("%q %q %q\n", strings.TrimSpace("\t  x y \n"), strings.TrimSpace("   "), strings.TrimSpace("\u00a0é\u2003"))
	fmt.Printf("%q %q %q\n", strings.Trim("xxhixx", "x"), strings.TrimLeft("xxhixx", "xh"), strings.TrimRight("xxhiéé", "éi"))
	fmt.Printf("%q %q\n", strings.TrimPrefix("prefix-body", "prefix-"), strings.TrimSuffix("body.go", ".go"))
	digit := func(r rune) bool { return r >= '0' && r <= '9' }
	fmt.Printf("%q %q %q\n", strings.TrimFunc("12ab34", digit), strings.TrimLeftFunc("12ab34", digit), strings.TrimRightFunc("12ab34", digit))
	fmt.Printf("%q %q\n", strings.TrimFunc("1234", digit), strings.TrimRight("abc\xff", "\xff"))
	fmt.Printf("%q %q\n", strings.ToValidUTF8("a\xff\xfeb\xc3", "?"), strings.ToValidUTF8("fine", "?"))
	r := strings.NewReplacer("<", "&lt;", ">", "&gt;")
	fmt.Println(r.Replace("This is <b>HTML</b>!"))
	fmt.Println(strings.NewReplacer("a", "1", "aa", "2", "aaa", "3").Replace("aaaa"))
	fmt.Println(strings.NewReplacer("aaa", "3", "aa", "2", "a", "1", "i", "i").Replace("aaaaia"))
	fmt.Println(strings.NewReplacer("", "X").Replace("abc"), strings.NewReplacer("a", "b", "b", "a").Replace("abba"))
	fmt.Println(strings.NewReplacer("", "-", "b", "B").Replace("abc"), strings.NewReplacer().Replace("same"))
	fmt.Println(strings.Clone("x"))
}
