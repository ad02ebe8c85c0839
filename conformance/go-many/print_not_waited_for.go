// Nobody waits for the goroutine: its line may come before main's, or not at all.
package main

import "fmt"

func main() {
	go fmt.Println("goroutine")
	fmt.Println("main")
}
