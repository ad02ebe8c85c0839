// pair: Shop and depot both send their question first and would listen only afterwards.
// expect: deadlock
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
		toShop <- "stock list"
		fmt.Println("depot got", <-toDepot)
	})
	wg.Wait()
}
