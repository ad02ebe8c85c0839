// A closed channel is always ready; a receive says so with its second value.
package main

import "fmt"

func main() {
	values := make(chan string, 2)
	done := make(chan struct{})
	values <- "a"
	values <- "b"
	close(values)
	for {
		select {
		case v, ok := <-values:
			if !ok {
				fmt.Println("values closed")
				close(done)
				values = nil
				continue
			}
			fmt.Println("value", v)
		case <-done:
			fmt.Println("done")
			return
		}
	}
}
