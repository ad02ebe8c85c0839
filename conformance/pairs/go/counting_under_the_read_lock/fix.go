// pair: What readers write is atomic; the read lock protects only what they read.
// expect: clean
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

type dictionary struct {
	mu    sync.RWMutex
	words map[string]string
	hits  atomic.Int64
}

func (d *dictionary) lookup(word string) string {
	d.mu.RLock()
	defer d.mu.RUnlock()
	d.hits.Add(1)
	return d.words[word]
}

func main() {
	d := &dictionary{words: map[string]string{"sun": "sol"}}
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { d.lookup("sun") })
	}
	wg.Wait()
	if d.hits.Load() != 2 {
		panic("lost a hit")
	}
	fmt.Println("hits", d.hits.Load())
}
