// pair: The balance is read under the lock and written under it later, and a deposit in between is lost.
// expect: panic
package main

import (
	"fmt"
	"sync"
)

type account struct {
	mu      sync.Mutex
	balance int
}

func (a *account) get() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.balance
}

func (a *account) set(balance int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.balance = balance
}

func (a *account) deposit(amount int) {
	a.set(a.get() + amount)
}

func main() {
	a := &account{}
	var wg sync.WaitGroup
	wg.Go(func() { a.deposit(10) })
	wg.Go(func() { a.deposit(20) })
	wg.Wait()
	if a.get() != 30 {
		panic("a deposit is lost")
	}
	fmt.Println("balance", a.get())
}
