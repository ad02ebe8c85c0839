// pair: The depot listens first and answers then.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

func main() {
	toShop := make(chan string)
	toDepot := make(chan string)
	var wg sync.WaitGroup
	wg.Go(func() {
		toDepot <- "order"
		fmt.Println("shop got", <-toShop)
	})
	wg.Go(func() {
		order := <-toDepot
		fmt.Println("depot got", order)
		toShop <- "stock list"
	})
	wg.Wait()
}
