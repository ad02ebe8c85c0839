// Tee: each value goes to both outputs; a nil channel switches off the half that has it already.
package main

import "fmt"

func tee(in <-chan int) (<-chan int, <-chan int) {
	out1, out2 := make(chan int), make(chan int)
	go func() {
		defer close(out1)
		defer close(out2)
		for n := range in {
			first, second := out1, out2
			for range 2 {
				select {
				case first <- n:
					first = nil
				case second <- n:
					second = nil
				}
			}
		}
	}()
	return out1, out2
}

func main() {
	in := make(chan int)
	go func() {
		defer close(in)
		for n := range 4 {
			in <- n
		}
	}()
	a, b := tee(in)
	for n := range a {
		fmt.Println(n, <-b)
	}
	_, open := <-b
	fmt.Println("second output open:", open)
}
