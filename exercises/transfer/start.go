package main

import (
	"fmt"
	"sync"
)

// Account has a lock of its own: who reads or changes the balance holds it.
type Account struct {
	sync.Mutex
	owner   string
	balance int
}

// transfer moves an amount, or nothing if there is not enough.
func transfer(from, to *Account, amount int) {
	from.Lock()
	defer from.Unlock()
	to.Lock()
	defer to.Unlock()
	if from.balance >= amount {
		from.balance -= amount
		to.balance += amount
	}
}

// audit adds two balances up. Nobody may move money between them meanwhile.
func audit(x, y *Account) int {
	x.Lock()
	defer x.Unlock()
	y.Lock()
	defer y.Unlock()
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
