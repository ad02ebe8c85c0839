// os.Exit ends everything at once: no deferred calls, no waiting.
package main

import (
	"fmt"
	"os"
	"sync"
	"time"
)

func main() {
	defer fmt.Println("never printed")
	var wg sync.WaitGroup
	wg.Go(func() {
		defer fmt.Println("never printed either")
		time.Sleep(time.Hour)
	})
	wg.Go(func() {
		time.Sleep(5 * time.Millisecond)
		fmt.Println("giving up")
		os.Exit(3)
	})
	wg.Wait()
}
