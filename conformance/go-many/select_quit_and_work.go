// A closed quit channel and waiting work: select may do some work before it sees the end.
package main

import "fmt"

func main() {
	work, quit := make(chan int, 3), make(chan struct{})
	for i := range 3 {
		work <- i
	}
	close(quit)
	done := 0
	for {
		select {
		case <-work:
			done++
			continue
		case <-quit:
		}
		break
	}
	fmt.Println("done before the end:", done)
}
