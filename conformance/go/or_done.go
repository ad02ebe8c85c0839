// A range loop over a channel that also ends when done is closed.
package main

import "fmt"

func orDone(done <-chan struct{}, in <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for {
			select {
			case <-done:
				return
			case n, ok := <-in:
				if !ok {
					return
				}
				select {
				case out <- n:
				case <-done:
					return
				}
			}
		}
	}()
	return out
}

func main() {
	done := make(chan struct{})
	endless := make(chan int)
	go func() {
		for n := 0; ; n++ {
			select {
			case endless <- n:
			case <-done:
				return
			}
		}
	}()
	last := 0
	for n := range orDone(done, endless) {
		if last = n; n == 5 {
			break
		}
	}
	fmt.Println("stopped by the reader at", last)

	short := make(chan int, 2)
	short <- 1
	short <- 2
	close(short)
	for n := range orDone(done, short) {
		fmt.Println("short", n)
	}
	close(done)
	for range orDone(done, nil) {
		fmt.Println("never")
	}
	fmt.Println("stopped by done")
}
