// Strings: joining, comparing, bytes and runes.
package main

import "fmt"

func main() {
	total, vowels := 0, 0
	for round := 0; round < 300; round++ {
		s := ""
		for i := 0; i < 300; i++ {
			s += string(rune('a' + (i*round)%26))
		}
		for i := 0; i < len(s); i++ {
			if s[i] == 'e' || s[i] == 'a' {
				vowels++
			}
		}
		for _, r := range s {
			total += int(r)
		}
		b := []byte(s)
		for i, j := 0, len(b)-1; i < j; i, j = i+1, j-1 {
			b[i], b[j] = b[j], b[i]
		}
		if string(b) < s {
			total++
		}
	}
	fmt.Println(total, vowels)
}
