// pair: Leaving the search closes a channel that the reader watches, and waits for the reader.
// expect: clean
package main

import "fmt"

func readLines(lines []string, quit <-chan struct{}) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		for _, line := range lines {
			select {
			case out <- line:
			case <-quit:
				return
			}
		}
	}()
	return out
}

func find(lines []string, wanted string) int {
	quit := make(chan struct{})
	number, found := 0, 0
	source := readLines(lines, quit)
	for line := range source {
		number++
		if line == wanted {
			found = number
			break
		}
	}
	close(quit)
	for range source { // Until the reader has closed it.
	}
	return found
}

func main() {
	fmt.Println("line", find([]string{"milk", "bread", "salt"}, "milk"))
}
