// pair: Looking up counts the hits, and the read lock lets two lookups count at once.
// expect: race panic
// real: passes 1000
package main

import (
	"fmt"
	"sync"
)

type dictionary struct {
	mu    sync.RWMutex
	words map[string]string
	hits  int
}

func (d *dictionary) lookup(word string) string {
	d.mu.RLock()
	defer d.mu.RUnlock()
	d.hits++
	return d.words[word]
}

func main() {
	d := &dictionary{words: map[string]string{"sun": "sol"}}
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { d.lookup("sun") })
	}
	wg.Wait()
	if d.hits != 2 {
		panic("lost a hit")
	}
	fmt.Println("hits", d.hits)
}
