// The receiver closes.
package main

func drain(in <-chan int) {
	for range in {
	}
	close(in)
}

func main() {
	drain(make(chan int))
}
