// Sizes of a tree of folders, walked in parallel with at most four folders open.
package main

import (
	"fmt"
	"sync"
)

type folder struct {
	files   []int64
	folders []*folder
}

func tree(depth int) *folder {
	f := &folder{files: []int64{int64(depth), 10}}
	for range depth {
		f.folders = append(f.folders, tree(depth-1))
	}
	return f
}

type walker struct {
	open  chan struct{}
	sizes chan int64
	wg    sync.WaitGroup
}

func (w *walker) walk(f *folder) {
	defer w.wg.Done()
	for _, size := range w.read(f) {
		w.sizes <- size
	}
	for _, sub := range f.folders {
		w.wg.Add(1)
		go w.walk(sub)
	}
}

func (w *walker) read(f *folder) []int64 {
	w.open <- struct{}{}
	defer func() { <-w.open }()
	return f.files
}

func main() {
	w := &walker{open: make(chan struct{}, 4), sizes: make(chan int64)}
	w.wg.Add(1)
	go w.walk(tree(4))
	go func() {
		w.wg.Wait()
		close(w.sizes)
	}()
	var files, bytes int64
	for size := range w.sizes {
		files++
		bytes += size
	}
	fmt.Println(files, "files,", bytes, "bytes")
}
