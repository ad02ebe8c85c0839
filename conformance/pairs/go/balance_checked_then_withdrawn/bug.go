// pair: Both withdrawals find enough money before either of them takes it.
// expect: panic
// real: passes 1000
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var balance atomic.Int64
	balance.Store(100)
	withdraw := func(amount int64) {
		if balance.Load() >= amount {
			balance.Add(-amount)
		}
	}
	var wg sync.WaitGroup
	wg.Go(func() { withdraw(80) })
	wg.Go(func() { withdraw(80) })
	wg.Wait()
	if balance.Load() < 0 {
		panic("the account is overdrawn")
	}
	fmt.Println("balance", balance.Load())
}
