// Readers take a pointer to an immutable map; a writer copies it, changes the copy and swaps.
package main

import (
	"fmt"
	"maps"
	"sync"
	"sync/atomic"
)

type routes struct {
	write sync.Mutex
	table atomic.Pointer[map[string]string]
}

func (r *routes) add(path, handler string) {
	r.write.Lock()
	defer r.write.Unlock()
	next := maps.Clone(*r.table.Load())
	next[path] = handler
	r.table.Store(&next)
}

func (r *routes) find(path string) string {
	return (*r.table.Load())[path]
}

func main() {
	var r routes
	r.table.Store(&map[string]string{"/": "home"})
	before := *r.table.Load()
	var wg sync.WaitGroup
	for i := range 5 {
		wg.Go(func() { r.add(fmt.Sprint("/", i), fmt.Sprint("page ", i)) })
	}
	wg.Wait()
	fmt.Println(len(before), len(*r.table.Load()), r.find("/"), r.find("/3"))
}
