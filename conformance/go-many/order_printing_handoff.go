// GOMAXPROCS=1
// Even with one processor: each print is a system call, and a slow one costs the processor.
package main

import "fmt"

func main() {
	ch := make(chan int)
	done := make(chan struct{})
	go func() {
		defer close(done)
		for n := range ch {
			fmt.Println("received", n)
		}
	}()
	for n := range 2 {
		fmt.Println("sending", n)
		ch <- n
	}
	close(ch)
	<-done
}
