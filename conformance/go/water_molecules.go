// H2O: atoms wait until two hydrogens and one oxygen can bond.
package main

import (
	"fmt"
	"sync"
)

type factory struct {
	hydrogen, oxygen chan struct{}
	bonded           chan string
}

func (f *factory) run(molecules int) {
	for range molecules {
		f.hydrogen <- struct{}{}
		f.hydrogen <- struct{}{}
		f.oxygen <- struct{}{}
		f.bonded <- "H2O"
	}
	close(f.bonded)
}

func main() {
	f := &factory{make(chan struct{}), make(chan struct{}), make(chan string)}
	var mu sync.Mutex
	used := map[rune]int{}
	for _, atom := range "HOHHHOOHH" {
		go func() {
			if atom == 'H' {
				<-f.hydrogen
			} else {
				<-f.oxygen
			}
			mu.Lock()
			defer mu.Unlock()
			used[atom]++
		}()
	}
	go f.run(3)
	count := 0
	for range f.bonded {
		count++
	}
	fmt.Println(count, "molecules")
}
