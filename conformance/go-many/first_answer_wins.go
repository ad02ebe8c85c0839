// Two goroutines answer at once; the first answer that arrives is taken.
package main

import "fmt"

func main() {
	answers := make(chan string, 2)
	for _, name := range []string{"primary", "replica"} {
		go func() { answers <- name }()
	}
	fmt.Println(<-answers)
}
