// pair: Before it begins a job that it got, the worker looks at the stop request once more.
// expect: clean
package main

import "fmt"

func stopped(stop <-chan struct{}) bool {
	select {
	case <-stop:
		return true
	default:
		return false
	}
}

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
			case <-stop:
				return
			case <-jobs:
				if stopped(stop) {
					return
				}
				count++
			}
		}
	}()
	if <-handled != 0 {
		panic("worked after stop")
	}
	fmt.Println("stopped")
}
