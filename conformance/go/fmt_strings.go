// Strings and bytes under every verb and flag.
package main

import "fmt"

type Name string
type Raw []byte

func main() {
	verbs := []string{"%v", "%s", "%q", "%x", "%X", "%#v", "%#q", "%+q", "% x", "%#x", "% #x", "% X", "%10s|", "%-10s|", "%.2s", "%.0s|", "%10.3s|", "%010s", "%.3q", "%-12q|", "%.2x", "%20x|", "%-20x|", "%+v", "%d", "%c", "%t", "%T", "%5v|", "%U"}
	values := []any{"", "go", "héllo, 世界", "tab\tnew\nline\"q\" back\\slash", "a`b", "\u00a0\u200b\ufeff\U0001F600é\u0301", Name("nm"), []byte("bytes"), []byte{}, []byte(nil), Raw("raw"), [3]byte{1, 2, 3}, []string{"a", "b c"}, [2]Name{"x", "y"}, []Raw{Raw("r")}}
	for _, verb := range verbs {
		fmt.Print(verb, ":")
		for _, v := range values {
			fmt.Printf(" "+verb, v)
		}
		fmt.Println()
	}
	fmt.Printf("%q %x %+q %#q % X\n", "\x00\x7f\x80\xff", "\x80\xff", "é\xff", "\xff", []byte("\xf0"))
	for _, r := range []rune{'a', '\'', '"', '\\', '\n', '\t', 0, 127, 0xe9, 0x4e16, 0x1F600, 0xfffd, 0x10ffff, 0x200b, 0xd800, -1, 0x110000} {
		fmt.Printf("%c %q %+q %#q %U %#U %d %x\n", r, r, r, r, r, r, r, r)
	}
	fmt.Printf("%q %q %v %s\n", []rune("hi"), 'x', []rune("hi"), []rune("hi"))
	fmt.Printf("%s %q %x\n", []string{"one", "two"}, []string{"one", "two"}, []string{"one", "two"})
	fmt.Printf("%v %d %s %x %X\n", []byte("Go"), []byte("Go"), []byte("Go"), []byte("Go"), [2]byte{171, 205})
	fmt.Printf("%5s|%-5s|%5q|%05d|%5t|%-7t|\n", "ab", "ab", "a", 42, true, false)
	fmt.Printf("%s|%10s|%-10s|%.3s\n", "日本語", "日本語", "日本語", "日本語です")
	fmt.Printf("%3c|%-3c|%03c|%5q|%-8q|%8U|%-10U|%#12U\n", 'x', 'y', 'z', 'q', 'r', 's', 't', 'u')
}
