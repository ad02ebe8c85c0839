// pair: Two transfers in opposite directions lock the same two accounts in opposite order.
// expect: deadlock
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

func transfer(from, to *account, amount int) {
	from.mu.Lock()
	defer from.mu.Unlock()
	to.mu.Lock()
	defer to.mu.Unlock()
	from.balance -= amount
	to.balance += amount
}

func main() {
	alice := &account{balance: 100}
	bob := &account{balance: 50}
	var wg sync.WaitGroup
	wg.Go(func() { transfer(alice, bob, 10) })
	wg.Go(func() { transfer(bob, alice, 30) })
	wg.Wait()
	fmt.Println("alice", alice.balance, "bob", bob.balance)
}
