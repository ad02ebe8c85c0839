package main

import (
	"fmt"
	"strings"
)

func vowel(r rune) bool { return strings.ContainsRune("aeiouäé", r) }

func main() {
	texts := []string{"", "a", "banana", "go gopher", "näive café", "日本語日本", "a\xffb\xc3", "  x  "}
	subs := []string{"", "a", "an", "ana", "go", "é", "本", "\xff", " ", "zz"}
	for _, s := range texts {
		for _, sub := range subs {
			fmt.Print(strings.Index(s, sub), strings.LastIndex(s, sub), strings.Count(s, sub), " ",
				strings.Contains(s, sub), strings.HasPrefix(s, sub), strings.HasSuffix(s, sub), ";")
		}
		fmt.Println()
		fmt.Println(strings.IndexByte(s, 'n'), strings.LastIndexByte(s, 'a'), strings.IndexRune(s, '本'),
			strings.IndexRune(s, 'é'), strings.IndexAny(s, "bé語"), strings.LastIndexAny(s, "ag本"),
			strings.ContainsAny(s, "xyz"), strings.ContainsRune(s, 'o'))
		fmt.Println(strings.IndexFunc(s, vowel), strings.LastIndexFunc(s, vowel), strings.ContainsFunc(s, vowel))
		before, after, found := strings.Cut(s, "a")
		fmt.Printf("%q %q %v\n", before, after, found)
		before, after, found = strings.Cut(s, " g")
		fmt.Printf("%q %q %v\n", before, after, found)
		rest, ok := strings.CutPrefix(s, "go ")
		fmt.Printf("%q %v\n", rest, ok)
		rest, ok = strings.CutSuffix(s, "na")
		fmt.Printf("%q %v\n", rest, ok)
		before, after, found = strings.CutLast(s, "a")
		fmt.Printf("%q %q %v\n", before, after, found)
	}
	fmt.Println(strings.Compare("a", "b"), strings.Compare("b", "a"), strings.Compare("x", "x"))
	fmt.Println(strings.EqualFold("Go", "GO"), strings.EqualFold("Straße", "STRASSE"), strings.EqualFold("ÄÖ", "äö"),
		strings.EqualFold("σ", "ς"), strings.EqualFold("", ""), strings.EqualFold("a", ""))
	fmt.Println(strings.IndexRune("abc", -1), strings.IndexRune("a\xffc", 0xfffd), strings.IndexRune("abc", 0xd800))
}
