package main

import (
	"fmt"
	"sync"
)

type account struct {
	sync.Mutex
	balance int
}

func (a *account) deposit(n int) {
	a.Lock()
	defer a.Unlock()
	a.balance += n
}

func main() {
	var a account
	var wg sync.WaitGroup
	for i := range 100 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			a.deposit(i)
		}()
	}
	wg.Wait()
	fmt.Println(a.balance)

	var mu sync.Mutex
	fmt.Println(mu.TryLock(), mu.TryLock())
	mu.Unlock()
	fmt.Println(mu.TryLock())
	var l sync.Locker = &mu
	l.Unlock()
	l.Lock()

	// A copy has the state of the original and a life of its own.
	copied := mu
	fmt.Println(copied.TryLock())
	copied.Unlock()
	fmt.Println(copied.TryLock(), mu.TryLock())

	var inner struct {
		mu *sync.Mutex
	}
	defer func() {
		fmt.Println("recovered:", recover())
	}()
	inner.mu.Lock()
}
