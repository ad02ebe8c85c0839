// pair: The money is taken only if the balance is still the one that was checked.
// expect: clean
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
		for {
			seen := balance.Load()
			if seen < amount || balance.CompareAndSwap(seen, seen-amount) {
				return
			}
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
