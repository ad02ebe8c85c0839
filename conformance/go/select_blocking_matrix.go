// The same in a select with default: ready, not ready, or a panic.
package main

import "fmt"

func poll(ch chan int, send bool) (text string) {
	defer func() {
		if r := recover(); r != nil {
			text = fmt.Sprint("panics: ", r)
		}
	}()
	if send {
		select {
		case ch <- 5:
			return "sends"
		default:
			return "not ready"
		}
	}
	select {
	case n, ok := <-ch:
		return fmt.Sprint("receives ", n, " ", ok)
	default:
		return "not ready"
	}
}

func main() {
	full, closed, closedFull := make(chan int, 1), make(chan int), make(chan int, 2)
	full <- 9
	close(closed)
	closedFull <- 8
	close(closedFull)
	for _, c := range []struct {
		name string
		ch   chan int
	}{
		{"nil", nil}, {"unbuffered", make(chan int)}, {"empty", make(chan int, 1)},
		{"full", full}, {"closed", closed}, {"closed, one left", closedFull},
	} {
		fmt.Printf("%s (len %d, cap %d)\n", c.name, len(c.ch), cap(c.ch))
		fmt.Println("  send:   ", poll(c.ch, true))
		fmt.Println("  receive:", poll(c.ch, false))
	}
	fmt.Println("drained:", poll(closedFull, false))
}
