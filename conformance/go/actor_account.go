// An account that only its goroutine touches: everybody else sends it functions.
package main

import (
	"fmt"
	"sync"
)

type account struct {
	do   chan func(balance *int)
	done chan struct{}
}

func open() *account {
	a := &account{make(chan func(*int)), make(chan struct{})}
	go func() {
		defer close(a.done)
		balance := 0
		for f := range a.do {
			f(&balance)
		}
		fmt.Println("closed with", balance)
	}()
	return a
}

func (a *account) withdraw(amount int) bool {
	ok := make(chan bool)
	a.do <- func(balance *int) {
		if *balance >= amount {
			*balance -= amount
			ok <- true
		} else {
			ok <- false
		}
	}
	return <-ok
}

func main() {
	a := open()
	var wg sync.WaitGroup
	for i := range 10 {
		wg.Go(func() { a.do <- func(balance *int) { *balance += i } })
	}
	wg.Wait()
	fmt.Println(a.withdraw(40), a.withdraw(40))
	close(a.do)
	<-a.done
}
