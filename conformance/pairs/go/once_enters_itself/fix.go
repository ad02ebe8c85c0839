// pair: What runs inside the Once calls nothing that needs it; the message comes after it.
// expect: clean
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
	once.Do(func() { level = "info" })
	return level
}

func log(text string) {
	fmt.Println(settings(), text)
}

func main() {
	log("settings loaded")
	log("hello")
}
