// strconv: quoting and unquoting.
package main

import (
	"fmt"
	"strconv"
)

func main() {
	for _, s := range []string{"", "plain", "quo\"te", "back\\slash", "tab\there", "nl\n", "\a\b\f\r\v", "\x00\x01\x1f\x7f", "héé 世界", "\u00ad\u2028\ufeff", "😀", "\xff\xfe", "a`b", "'single'", "e\u0301", "\u00a0", "\U0010ffff"} {
		fmt.Println(strconv.Quote(s), strconv.QuoteToASCII(s), strconv.CanBackquote(s))
		back, err := strconv.Unquote(strconv.Quote(s))
		fmt.Println(back == s, err)
	}
	for _, r := range []rune{'a', '\'', '"', '\\', '\n', 0, 0x7f, 'é', '世', '😀', 0xfffd, 0xd800, -1, 0x110000, 0x200b} {
		fmt.Println(strconv.QuoteRune(r), strconv.QuoteRuneToASCII(r), strconv.IsPrint(r))
	}
	for _, s := range []string{`"a"`, `"a`, `a"`, `""`, `''`, `'a'`, `'ab'`, `'é'`, "`raw\\n`", "`a`b`", `"\n\t\\\"\x41\101\u00e9\U0001F600"`, `"\'"`, `'\''`, `'\"'`, `"\q"`, `"\x4"`, `"\u12"`, `"\ud800"`, `"\400"`, `"\377"`, "\"new\nline\"", "", "x", `"a"b"`, `'\n'`, `'\x41'`, "`cr\r`"} {
		t, err := strconv.Unquote(s)
		fmt.Printf("%q %v\n", t, err)
	}
}
