// go with a nil function is fatal at once, in the goroutine that says go.
package main

import "fmt"

func main() {
	handlers := map[string]func(){"known": func() {}}
	defer func() { fmt.Println("recovered:", recover()) }()
	go handlers["known"]()
	fmt.Println("starting")
	go handlers["unknown"]()
}
