// GOMAXPROCS=1
// Done of the last goroutine readies main, which runs before the others that are runnable.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	var log []string
	for i := range 3 {
		go func() { log = append(log, fmt.Sprint("bystander ", i)) }()
	}
	go func() {
		log = append(log, "last")
		wg.Done()
		log = append(log, "last ends")
	}()
	wg.Wait()
	fmt.Println(append(log, "main ends"))
}
