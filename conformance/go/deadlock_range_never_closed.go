// The range loop waits for a close that never comes.
package main

import "fmt"

func main() {
	ch := make(chan int)
	go func() {
		for i := range 3 {
			ch <- i
		}
	}()
	for n := range ch {
		fmt.Println(n)
	}
	fmt.Println("done")
}
