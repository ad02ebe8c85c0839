// Merging until both inputs are closed: a closed one is set to nil so that select forgets it.
package main

import "fmt"

func send(list ...int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for _, n := range list {
			out <- n
		}
	}()
	return out
}

func main() {
	odd, even := send(1, 3, 5, 7), send(2, 4)
	sum, count := 0, 0
	for odd != nil || even != nil {
		select {
		case n, ok := <-odd:
			if !ok {
				odd = nil
				continue
			}
			sum, count = sum+n, count+1
		case n, ok := <-even:
			if !ok {
				even = nil
				continue
			}
			sum, count = sum+n, count+1
		}
	}
	fmt.Println(count, "values, sum", sum)
}
