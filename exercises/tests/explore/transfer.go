package main

import (
	"fmt"
	"sync"
)

var a, b sync.Mutex

func transfer(from, to *sync.Mutex, done chan<- bool) {
	from.Lock()
	to.Lock()
	to.Unlock()
	from.Unlock()
	done <- true
}

func main() {
	done := make(chan bool)
	go transfer(&a, &b, done)
	go transfer(&b, &a, done)
	<-done
	<-done
	fmt.Println("both done")
}
