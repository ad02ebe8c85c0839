// A value that does not fit the channel.
package main

func main() {
	results := make(chan int, 1)
	results <- "done"
}
