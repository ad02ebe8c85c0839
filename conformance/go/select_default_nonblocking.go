// Sends and receives that do not wait: select with default.
package main

import "fmt"

func trySend(ch chan<- int, n int) bool {
	select {
	case ch <- n:
		return true
	default:
		return false
	}
}

func tryReceive(ch <-chan int) (n int, ok, ready bool) {
	select {
	case n, ok = <-ch:
		return n, ok, true
	default:
		return 0, false, false
	}
}

func main() {
	ch := make(chan int, 1)
	fmt.Println(tryReceive(ch))
	fmt.Println(trySend(ch, 7), trySend(ch, 8))
	fmt.Println(tryReceive(ch))
	close(ch)
	fmt.Println(tryReceive(ch))

	unbuffered := make(chan int)
	fmt.Println(trySend(unbuffered, 1))
	var none chan int
	fmt.Println(trySend(none, 1))
	fmt.Println(tryReceive(none))
}
