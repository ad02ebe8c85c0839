// pair: Two goroutines write to one map at the same time.
// expect: race
package main

import (
	"fmt"
	"sync"
)

func main() {
	capitals := map[string]string{}
	var wg sync.WaitGroup
	wg.Go(func() { capitals["Norway"] = "Oslo" })
	wg.Go(func() { capitals["Peru"] = "Lima" })
	wg.Wait()
	fmt.Println("capitals", len(capitals))
}
