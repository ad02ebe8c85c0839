package main

import (
	"fmt"
	"sync"
)

func main() {
	defer fmt.Println("never printed")
	defer func() {
		fmt.Println("not recovered", recover())
	}()
	var mu sync.RWMutex
	mu.RUnlock()
}
