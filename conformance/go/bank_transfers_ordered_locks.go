// Transfers in both directions: locking the account with the lower number first cannot deadlock.
package main

import (
	"fmt"
	"sync"
)

type account struct {
	mu      sync.Mutex
	id      int
	balance int
}

func transfer(from, to *account, amount int) error {
	first, second := from, to
	if first.id > second.id {
		first, second = second, first
	}
	first.mu.Lock()
	defer first.mu.Unlock()
	second.mu.Lock()
	defer second.mu.Unlock()
	if from.balance < amount {
		return fmt.Errorf("account %d has %d, not %d", from.id, from.balance, amount)
	}
	from.balance -= amount
	to.balance += amount
	return nil
}

func main() {
	a, b := &account{id: 1, balance: 1000}, &account{id: 2, balance: 1000}
	var wg sync.WaitGroup
	for range 50 {
		wg.Add(2)
		go func() { defer wg.Done(); transfer(a, b, 3) }()
		go func() { defer wg.Done(); transfer(b, a, 2) }()
	}
	wg.Wait()
	fmt.Println(a.balance, b.balance, a.balance+b.balance)
	fmt.Println(transfer(a, b, 5000))
}
