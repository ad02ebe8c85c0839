// pair: The feeder chooses between sending the next row and the end of the worker.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

func main() {
	rows := make(chan string)
	quit := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() { // feeder
		for _, row := range []string{"1", "x", "3"} {
			select {
			case rows <- row:
			case <-quit:
				return
			}
		}
	})
	wg.Go(func() { // worker
		defer close(quit)
		for row := range rows {
			if row == "x" {
				return
			}
		}
	})
	wg.Wait()
	<-quit
	fmt.Println("stopped at a bad row")
}
