package main

import "fmt"

type res struct {
	a, b int
	s    string
}

func producer(n int, out chan<- res, quit <-chan bool) {
	for i := 0; i < n; i++ {
		select {
		case out <- res{i, i * i, fmt.Sprint(i)}:
		case <-quit:
			fmt.Println("quit")
			return
		}
	}
	close(out)
}

func main() {
	out, quit := make(chan res), make(chan bool)
	go producer(10, out, quit)
	total := 0
	for {
		select {
		case r, ok := <-out:
			if !ok {
				fmt.Println("total", total)
				return
			}
			total += r.b
			fmt.Println(r, r.s)
		}
	}
}
