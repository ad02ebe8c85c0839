// Exactly one of three callers runs the function; which one is open.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var once sync.Once
	var wg sync.WaitGroup
	for i := range 3 {
		wg.Go(func() {
			once.Do(func() { fmt.Println("initialised by", i) })
		})
	}
	wg.Wait()
}
