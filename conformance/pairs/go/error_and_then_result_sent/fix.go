// pair: The goroutine returns after it has sent the error.
// expect: clean
package main

import (
	"errors"
	"fmt"
)

func charge(amount int) <-chan error {
	result := make(chan error)
	go func() {
		if amount <= 0 {
			result <- errors.New("nothing to pay")
			return
		}
		result <- nil
	}()
	return result
}

func main() {
	fmt.Println("first:", <-charge(10))
	fmt.Println("second:", <-charge(0))
}
