// pair: The audit adds up the accounts while money has left one and not reached the other.
// expect: panic
// real: passes 1000
package main

import (
	"fmt"
	"sync"
)

type account struct {
	mu      sync.Mutex
	balance int
}

func (a *account) add(amount int) int {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.balance += amount
	return a.balance
}

func main() {
	savings, current := &account{balance: 50}, &account{balance: 50}
	var wg sync.WaitGroup
	wg.Go(func() {
		savings.add(-20)
		current.add(20)
	})
	if savings.add(0)+current.add(0) != 100 {
		panic("money is missing")
	}
	wg.Wait()
	fmt.Println("total", savings.add(0)+current.add(0))
}
