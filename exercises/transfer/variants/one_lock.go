package main

import (
	"fmt"
	"sync"
)

// bank is held by who reads or changes a balance.
var bank sync.Mutex

// Account is one of its accounts.
type Account struct {
	owner   string
	balance int
}

// transfer moves an amount, or nothing if there is not enough.
func transfer(from, to *Account, amount int) {
	bank.Lock()
	defer bank.Unlock()
	if from.balance >= amount {
		from.balance -= amount
		to.balance += amount
	}
}

// audit adds two balances up. Nobody may move money between them meanwhile.
func audit(x, y *Account) int {
	bank.Lock()
	defer bank.Unlock()
	return x.balance + y.balance
}

func main() {
	ada := &Account{owner: "Ada", balance: 100}
	ben := &Account{owner: "Ben", balance: 50}
	var wg sync.WaitGroup
	wg.Go(func() { transfer(ada, ben, 30) })
	wg.Go(func() { transfer(ben, ada, 20) })
	fmt.Println("audit:", audit(ben, ada))
	wg.Wait()
	fmt.Println("Ada:", ada.balance, "Ben:", ben.balance)
}
