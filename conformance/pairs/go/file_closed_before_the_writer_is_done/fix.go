// pair: Main waits for the writer before it closes the file.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

type file struct {
	mu     sync.Mutex
	lines  int
	closed bool
}

func (f *file) write() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.closed {
		panic("write to a closed file")
	}
	f.lines++
}

func (f *file) close() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.closed = true
	return f.lines
}

func main() {
	f := &file{}
	var writer sync.WaitGroup
	writer.Go(f.write)
	f.write()
	writer.Wait()
	lines := f.close()
	fmt.Println("lines", lines)
}
