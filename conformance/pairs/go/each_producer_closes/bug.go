// pair: Both producers close the channel that they share when they are done.
// expect: panic race
package main

import "fmt"

func main() {
	names := make(chan string, 2)
	for _, name := range []string{"Ann", "Bo"} {
		go func() {
			defer close(names)
			names <- name
		}()
	}
	letters := 0
	for name := range names {
		letters += len(name)
	}
	fmt.Println("letters", letters)
}
