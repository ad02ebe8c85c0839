// pair: The settings are loaded before the goroutine that uses them starts.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

type settings struct{ greeting string }

var current *settings

func answer() string { return current.greeting }

func main() {
	current = &settings{greeting: "welcome"}
	var wg sync.WaitGroup
	wg.Go(func() { answer() })
	wg.Wait()
	fmt.Println(answer())
}
