// unicode: what kind of character one is; unicode/utf8: how it is encoded.
package main

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

func main() {
	runes := []rune{'a', 'Z', '0', '9', ' ', '\t', '\n', '!', '$', '+', '_', '`', '~', 0, 0x7f, 0x85, 0xa0, 'ª', 'º', 'µ', 'ß', 'é', 'É', '¿', '×', '÷', '½', '²', 'ÿ', 'Ā', 'ǅ', 'ʰ', 'Ω', 'ω', 'ς', 'Ж', 'ж', 'א', 'ع', '٣', '०', 'क', 0x093e, 0x0301, '—', '…', '€', '™', 'Ⅷ', 'ⓐ', '①', '←', '∑', '世', 'の', '、', '　', '！', '９', 0x200b, 0x2028, 0xfeff, 0xe000, '😀', '𝒜', '𝟘', 0x10ffff, -1, 0xd800, 0x110000}
	for _, r := range runes {
		fmt.Printf("%U", r)
		for _, f := range []func(rune) bool{unicode.IsLetter, unicode.IsDigit, unicode.IsNumber, unicode.IsSpace, unicode.IsUpper, unicode.IsLower, unicode.IsTitle, unicode.IsPunct, unicode.IsSymbol, unicode.IsMark, unicode.IsControl, unicode.IsPrint, unicode.IsGraphic} {
			if f(r) {
				fmt.Print(" 1")
			} else {
				fmt.Print(" .")
			}
		}
		fmt.Println(utf8.RuneLen(r), utf8.ValidRune(r))
	}
	counts := map[string]int{}
	for r := rune(0); r < 0x500; r++ {
		for name, f := range map[string]func(rune) bool{"letter": unicode.IsLetter, "upper": unicode.IsUpper, "lower": unicode.IsLower, "print": unicode.IsPrint, "punct": unicode.IsPunct, "symbol": unicode.IsSymbol, "space": unicode.IsSpace} {
			if f(r) {
				counts[name]++
			}
		}
	}
	fmt.Println(counts)
	for _, r := range "aZ0éÉßÿµñÑαΩжЖ世" {
		fmt.Print(string(unicode.ToUpper(r)), string(unicode.ToLower(r)), string(unicode.ToTitle(r)), " ")
	}
	fmt.Println(unicode.MaxRune, unicode.ReplacementChar, unicode.MaxASCII, unicode.MaxLatin1)
	for _, s := range []string{"", "a", "é", "世界", "😀", "\xff", "a\xffb", "\xe4\xb8", "\xf0\x9f\x98", "\xc0\x80", "\xed\xa0\x80", "héllo"} {
		r, n := utf8.DecodeRuneInString(s)
		l, m := utf8.DecodeLastRuneInString(s)
		fmt.Printf("%q %U %d %U %d %d %t %t\n", s, r, n, l, m, utf8.RuneCountInString(s), utf8.ValidString(s), utf8.FullRuneInString(s))
		b := []byte(s)
		r, n = utf8.DecodeRune(b)
		l, m = utf8.DecodeLastRune(b)
		fmt.Println(r, n, l, m, utf8.RuneCount(b), utf8.Valid(b), utf8.FullRune(b))
	}
	buf := make([]byte, 4)
	for _, r := range []rune{'a', 'é', '世', '😀', -1, 0xd800} {
		n := utf8.EncodeRune(buf, r)
		fmt.Printf("%d % x %q\n", n, buf[:n], utf8.AppendRune([]byte("x"), r))
	}
	fmt.Println(utf8.RuneError, utf8.UTFMax, utf8.RuneSelf, utf8.MaxRune, utf8.RuneStart('a'), utf8.RuneStart(0x80))
}
