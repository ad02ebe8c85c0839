// pair: The workers share main's wait group through a pointer.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

func send(letter string, sent chan<- string, wg *sync.WaitGroup) {
	defer wg.Done()
	sent <- letter
}

func main() {
	sent := make(chan string, 2)
	var wg sync.WaitGroup
	wg.Add(2)
	go send("first", sent, &wg)
	go send("second", sent, &wg)
	wg.Wait()
	fmt.Println("sent", len(sent))
}
