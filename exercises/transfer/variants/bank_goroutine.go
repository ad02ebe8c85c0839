package main

import (
	"fmt"
	"sync"
)

// Account is touched by nobody but the goroutine that runs the bank's work.
type Account struct {
	owner   string
	balance int
}

// transfer moves an amount, or nothing if there is not enough.
func transfer(from, to *Account, amount int) {
	if from.balance >= amount {
		from.balance -= amount
		to.balance += amount
	}
}

// audit adds two balances up. Nobody may move money between them meanwhile.
func audit(x, y *Account) int {
	return x.balance + y.balance
}

func main() {
	ada := &Account{owner: "Ada", balance: 100}
	ben := &Account{owner: "Ben", balance: 50}
	work := make(chan func())
	go func() {
		for job := range work {
			job()
		}
	}()
	var wg sync.WaitGroup
	wg.Go(func() { work <- func() { transfer(ada, ben, 30) } })
	wg.Go(func() { work <- func() { transfer(ben, ada, 20) } })
	sum := make(chan int)
	work <- func() { sum <- audit(ben, ada) }
	fmt.Println("audit:", <-sum)
	wg.Wait()
	done := make(chan bool)
	work <- func() { done <- true }
	<-done
	close(work)
	fmt.Println("Ada:", ada.balance, "Ben:", ben.balance)
}
