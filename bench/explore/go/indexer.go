// n goroutines put four words each into a hash table. Up to eleven of them never meet.
package main

import "sync"

const n = 12
const words = 4
const size = 128

var locks [size]sync.Mutex
var table [size]int

// cas is a compare-and-swap of an empty entry, made of a lock.
func cas(h, w int) bool {
	locks[h].Lock()
	free := table[h] == 0
	if free {
		table[h] = w
	}
	locks[h].Unlock()
	return free
}

func index(t int, done chan bool) {
	for m := 1; m <= words; m++ {
		w := m*11 + t
		h := (w * 7) % size
		for !cas(h, w) {
			h = (h + 1) % size
		}
	}
	done <- true
}

func main() {
	done := make([]chan bool, n)
	for i := range done {
		done[i] = make(chan bool, 1)
	}
	for i := range done {
		go index(i, done[i])
	}
	for i := range done {
		<-done[i]
	}
}
