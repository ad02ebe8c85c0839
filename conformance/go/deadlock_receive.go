// Nobody will send: the runtime notices, because no goroutine is left that could run.
package main

import "fmt"

func main() {
	results := make(chan int)
	fmt.Println("waiting")
	fmt.Println(<-results)
}
