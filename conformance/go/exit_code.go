// os.Exit ends the program at once: deferred calls do not run.
package main

import (
	"fmt"
	"os"
)

func main() {
	defer fmt.Println("never printed")
	fmt.Fprintln(os.Stderr, "going")
	fmt.Println("printed")
	os.Exit(3)
}
