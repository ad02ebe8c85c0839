// pair: The receiver has enough and closes the channel under the sender's hands.
// expect: panic race
package main

import "fmt"

func main() {
	offers := make(chan int)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for price := 10; price <= 12; price++ {
			offers <- price
		}
	}()
	best := min(<-offers, <-offers)
	close(offers)
	<-ended
	fmt.Println("best", best)
}
