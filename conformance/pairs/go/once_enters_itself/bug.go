// pair: Loading the settings logs, and logging loads the settings, inside the same Once.
// expect: deadlock
package main

import (
	"fmt"
	"sync"
)

var (
	once  sync.Once
	level string
)

func settings() string {
	once.Do(func() {
		level = "info"
		log("settings loaded")
	})
	return level
}

func log(text string) {
	fmt.Println(settings(), text)
}

func main() {
	log("hello")
}
