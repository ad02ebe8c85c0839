// pair: The search stops at the first match and leaves the goroutine that still reads lines.
// expect: leak
// real: passes 1000
package main

import "fmt"

func readLines(lines []string) <-chan string {
	out := make(chan string)
	go func() {
		defer close(out)
		for _, line := range lines {
			out <- line
		}
	}()
	return out
}

func find(lines []string, wanted string) int {
	number := 0
	for line := range readLines(lines) {
		number++
		if line == wanted {
			return number
		}
	}
	return 0
}

func main() {
	fmt.Println("line", find([]string{"milk", "bread", "salt"}, "milk"))
}
