// pair: Main polls for the end of a load that has failed and will never say so.
// expect: livelock
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
	loaded := make(chan struct{})
	go func() {
		if err := load(""); err != nil {
			return
		}
		close(loaded)
	}()
	for {
		select {
		case <-loaded:
			fmt.Println("loaded")
			return
		default: // Not yet: look again.
		}
	}
}
