package main

import (
	"fmt"
	"regexp"
	"strings"
)

var date = regexp.MustCompile(`(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})`)

func main() {
	text := "from 2024-01-02 to 2025-12-31, not 24-1-2"
	fmt.Println(date.MatchString(text), date.FindString(text), date.FindStringIndex(text), date.NumSubexp(), date.SubexpNames())
	fmt.Printf("%q %v\n", date.FindStringSubmatch(text), date.FindStringSubmatchIndex(text))
	fmt.Printf("%q %q\n", date.FindAllString(text, -1), date.FindAllString(text, 1))
	fmt.Printf("%q %v\n", date.FindAllStringSubmatch(text, -1), date.SubexpIndex("month"))
	fmt.Println(date.ReplaceAllString(text, "$day/${month}/$year"), date.ReplaceAllString(text, "$1x"), date.ReplaceAllString(text, "${1}x$$"))
	fmt.Println(date.ReplaceAllLiteralString(text, "$1"), date.ReplaceAllStringFunc(text, strings.ToUpper))
	fmt.Printf("%q %q\n", regexp.MustCompile(`[,\s]+`).Split("a, b  c,d", -1), regexp.MustCompile(`x*`).Split("axbxc", 3))
	fmt.Printf("%q %q\n", regexp.MustCompile(`a*`).FindAllString("baaac", -1), regexp.MustCompile(`a*?`).ReplaceAllString("baac", "X"))
	for _, expr := range []string{`^\s*(\w+)\s*=\s*(.*?)\s*$`, `(?i)HELLO`, `(?m)^b.*$`, `(?s)a.b`, `(a|ab)(c|bcd)`, `\bgo\b`, `[^aeiou\s]+`, `[[:upper:]]{2,3}`, `(x+x+)+y`, `\x41|é`} {
		re := regexp.MustCompile(expr)
		for _, s := range []string{"  key = some value  ", "say Hello", "a\nbcd", "abcd", "go gopher go", "XYZ é", "xxxxxxxxxxxxxxxxxxxxxxxxxxxx"} {
			if m := re.FindStringSubmatch(s); m != nil {
				fmt.Printf("%s %q\n", re, m)
			}
		}
	}
	ok, err := regexp.MatchString(`^[a-z]+\[(\d+)\]$`, "adam[23]")
	fmt.Println(ok, err, regexp.QuoteMeta("1+1=2? (yes)"))
	for _, bad := range []string{`a(b`, `a)`, `[a`, `*a`, `a**`, `\`, `\k`, `[z-a]`, `a{2,1}`, `(?x)`} {
		_, err := regexp.Compile(bad)
		fmt.Println(err)
	}
	regexp.MustCompile(`(unclosed`)
}
