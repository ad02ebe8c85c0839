// A map of strings: a million insertions, look-ups and deletions.
package main

import "fmt"

func main() {
	keys := make([]string, 20000)
	for i := range keys {
		keys[i] = fmt.Sprint("key-", i*7919%20000)
	}
	m := map[string]int{}
	x, sum := 1, 0
	for i := 0; i < 1_000_000; i++ {
		x = (x*1103515245 + 12345) & 0x7fffffff
		key := keys[x%20000]
		switch i % 4 {
		case 0, 1:
			m[key]++
		case 2:
			sum += m[key]
		default:
			delete(m, key)
		}
	}
	fmt.Println(len(m), sum)
}
