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
	enough := from.balance >= amount
	if enough {
		from.balance -= amount
	}
	from.Unlock()
	if enough {
		to.Lock()
		to.balance += amount
		to.Unlock()
	}
}

// audit adds two balances up. Nobody may move money between them meanwhile.
func audit(x, y *Account) int {
	x.Lock()
	sum := x.balance
	x.Unlock()
	y.Lock()
	sum += y.balance
	y.Unlock()
	return sum
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
