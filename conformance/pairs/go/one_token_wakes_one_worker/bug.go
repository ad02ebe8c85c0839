// pair: Main sends one quit message, and the second of two workers never gets one.
// expect: leak
// real: passes 1000
package main

import "fmt"

func main() {
	jobs, quit := make(chan string), make(chan struct{})
	handled := make(chan string, 2)
	for range 2 {
		go func() {
			for {
				select {
				case job := <-jobs:
					handled <- job
				case <-quit:
					return
				}
			}
		}()
	}
	jobs <- "print"
	fmt.Println(<-handled)
	quit <- struct{}{}
}
