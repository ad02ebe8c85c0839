// Parts of strings share their bytes and outlive the whole.
package main

import "fmt"

func tail(n int) string {
	s := ""
	for i := range n {
		s += string(rune('a' + i%26))
	}
	return s[3:]
}

func main() {
	whole := tail(500)
	parts := []string{whole[:400], whole[100:], whole[100:][:300], whole[1:][1:][1:], whole[490:], whole[:]}
	for _, p := range parts {
		fmt.Println(len(p), p[:5], p[len(p)-5:], p == whole, p < whole)
	}
	m := map[string]int{}
	for i := 0; i+200 <= len(whole); i++ {
		m[whole[i:i+200]]++
	}
	fmt.Println(len(m), m[tail(203+26)[:200]])
	rest, steps := tail(20000), 0
	for len(rest) > 7 {
		rest = rest[7:]
		steps++
	}
	fmt.Println(rest, steps)
	junk := 0
	kept := tail(3000)[1000:]
	for i := range 2000 {
		junk += len(fmt.Sprint(make([]int, 100), i))
	}
	fmt.Println(kept[:30], kept[1990:], junk)
}
