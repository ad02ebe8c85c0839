// pair: Main ranges over the results, and nobody closes the channel when all are sent.
// expect: deadlock
package main

import "fmt"

func main() {
	lengths := make(chan int)
	for _, name := range []string{"Ann", "Robert"} {
		go func() { lengths <- len(name) }()
	}
	longest := 0
	for length := range lengths {
		longest = max(longest, length)
	}
	fmt.Println("longest", longest)
}
