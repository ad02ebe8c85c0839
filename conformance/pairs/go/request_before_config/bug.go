// pair: The server starts to answer before the settings it answers with are loaded.
// expect: panic race
package main

import (
	"fmt"
	"sync"
)

type settings struct{ greeting string }

var current *settings

func answer() string { return current.greeting }

func main() {
	var wg sync.WaitGroup
	wg.Go(func() { answer() })
	current = &settings{greeting: "welcome"}
	wg.Wait()
	fmt.Println(answer())
}
