// A nil channel blocks for ever, in both directions.
package main

import "fmt"

type feed struct{ updates chan int }

func main() {
	var f feed
	go func() { f.updates <- 1 }()
	fmt.Println("waiting for an update")
	fmt.Println(<-f.updates)
}
