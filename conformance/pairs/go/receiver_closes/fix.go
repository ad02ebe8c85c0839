// pair: The receiver closes a quit channel; only the sender closes what it sends into.
// expect: clean
package main

import "fmt"

func main() {
	offers := make(chan int)
	enough := make(chan struct{})
	go func() {
		defer close(offers)
		for price := 10; price <= 12; price++ {
			select {
			case offers <- price:
			case <-enough:
				return
			}
		}
	}()
	best := min(<-offers, <-offers)
	close(enough)
	for range offers { // Until the sender has closed it.
	}
	fmt.Println("best", best)
}
