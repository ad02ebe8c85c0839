// Once waits for its function; a call from inside waits for itself.
package main

import (
	"fmt"
	"sync"
)

var once sync.Once

func initialise() {
	fmt.Println("initialising")
	once.Do(initialise)
}

func main() {
	once.Do(initialise)
}
