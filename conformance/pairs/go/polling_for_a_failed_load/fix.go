// pair: The load always reports how it ended, and main waits for the report.
// expect: clean
package main

import (
	"errors"
	"fmt"
)

func load(file string) error {
	if file == "" {
		return errors.New("no file")
	}
	return nil
}

func main() {
	ended := make(chan error, 1)
	go func() { ended <- load("") }()
	if err := <-ended; err != nil {
		fmt.Println("not loaded:", err)
		return
	}
	fmt.Println("loaded")
}
