// pair: Two goroutines increment a plain counter, and one update may overwrite the other.
// expect: race panic
// real: passes 1000
package main

import (
	"fmt"
	"sync"
)

func main() {
	visits := 0
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() { visits++ })
	}
	wg.Wait()
	if visits != 2 {
		panic("lost a visit")
	}
	fmt.Println("visits", visits)
}
