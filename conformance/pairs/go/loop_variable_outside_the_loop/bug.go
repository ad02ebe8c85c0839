// pair: The variable is declared outside the loop, so all goroutines read the one that the loop writes.
// expect: race panic
package main

import (
	"fmt"
	"sync"
)

func main() {
	invited := make(chan string, 2)
	var wg sync.WaitGroup
	var guest string
	for _, guest = range []string{"Ann", "Bo"} {
		wg.Go(func() { invited <- guest })
	}
	wg.Wait()
	first, second := <-invited, <-invited
	if first == second {
		panic("somebody is invited twice")
	}
	fmt.Println("guests", len(first)+len(second), "letters")
}
