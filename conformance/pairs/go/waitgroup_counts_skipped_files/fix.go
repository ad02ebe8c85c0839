// pair: The wait group counts right where a goroutine starts.
// expect: clean
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
	for _, file := range files {
		if file == "" {
			continue
		}
		wg.Add(1)
		go func() {
			defer wg.Done()
			copied.Add(1)
		}()
	}
	wg.Wait()
	fmt.Println("copied", copied.Load())
}
