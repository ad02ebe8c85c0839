// pair: The wait group counts every file, but an empty name starts no goroutine.
// expect: deadlock
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	files := []string{"a.txt", "", "b.txt"}
	var copied atomic.Int32
	var wg sync.WaitGroup
	wg.Add(len(files))
	for _, file := range files {
		if file == "" {
			continue
		}
		go func() {
			defer wg.Done()
			copied.Add(1)
		}()
	}
	wg.Wait()
	fmt.Println("copied", copied.Load())
}
