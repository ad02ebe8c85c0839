// pair: Every transfer locks the account with the lower number first.
// expect: clean
package main

import (
	"fmt"
	"sync"
)

type account struct {
	number  int
	mu      sync.Mutex
	balance int
}

func transfer(from, to *account, amount int) {
	first, second := from, to
	if second.number < first.number {
		first, second = second, first
	}
	first.mu.Lock()
	defer first.mu.Unlock()
	second.mu.Lock()
	defer second.mu.Unlock()
	from.balance -= amount
	to.balance += amount
}

func main() {
	alice := &account{number: 1, balance: 100}
	bob := &account{number: 2, balance: 50}
	var wg sync.WaitGroup
	wg.Go(func() { transfer(alice, bob, 10) })
	wg.Go(func() { transfer(bob, alice, 30) })
	wg.Wait()
	fmt.Println("alice", alice.balance, "bob", bob.balance)
}
