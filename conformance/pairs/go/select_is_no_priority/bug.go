// pair: When a job and the stop request are both there, select may take the job.
// expect: panic
package main

import "fmt"

func main() {
	jobs, stop := make(chan string, 1), make(chan struct{})
	handled := make(chan int)
	jobs <- "print"
	close(stop)
	go func() {
		count := 0
		defer func() { handled <- count }()
		for {
			select {
			case <-stop: // Comes first in the text, not in the choice.
				return
			case <-jobs:
				count++
			}
		}
	}()
	if <-handled != 0 {
		panic("worked after stop")
	}
	fmt.Println("stopped")
}
