// log.Panic panics with the text.
package main

import (
	"fmt"
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	log.SetOutput(os.Stdout)
	defer fmt.Println("deferred")
	log.Panicln("broken", 3)
}
