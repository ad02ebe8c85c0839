// pair: Each turn of the loop has a variable of its own.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

func main() {
	invited := make(chan string, 2)
	var wg sync.WaitGroup
	for _, guest := range []string{"Ann", "Bo"} {
		wg.Go(func() { invited <- guest })
	}
	wg.Wait()
	first, second := <-invited, <-invited
	if first == second {
		panic("somebody is invited twice")
	}
	fmt.Println("guests", len(first)+len(second), "letters")
}
