// A map of numbers: a million insertions, look-ups and deletions.
package main

import "fmt"

func main() {
	m := map[int]int{}
	x, sum := 1, 0
	for i := 0; i < 1_000_000; i++ {
		x = (x*1103515245 + 12345) & 0x7fffffff
		key := x % 50000
		switch i % 4 {
		case 0, 1:
			m[key] += i
		case 2:
			if v, ok := m[key]; ok {
				sum += v
			}
		default:
			delete(m, key)
		}
	}
	fmt.Println(len(m), sum)
}
