// pair: After an error the goroutine goes on and sends a second time to a caller that receives once.
// expect: leak
// real: passes 1000
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
		}
		result <- nil
	}()
	return result
}

func main() {
	fmt.Println("first:", <-charge(10))
	fmt.Println("second:", <-charge(0))
}
