// pair: Closing the quit channel reaches every worker, and main waits for them.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

func main() {
	jobs, quit := make(chan string), make(chan struct{})
	handled := make(chan string, 2)
	var workers sync.WaitGroup
	for range 2 {
		workers.Go(func() {
			for {
				select {
				case job := <-jobs:
					handled <- job
				case <-quit:
					return
				}
			}
		})
	}
	jobs <- "print"
	fmt.Println(<-handled)
	close(quit)
	workers.Wait()
}
