// Deferred calls run last in, first out: the unlock comes before the message.
package main

import (
	"fmt"
	"sync"
)

type inventory struct {
	mu    sync.Mutex
	stock map[string]int
}

func (inv *inventory) take(item string, n int) (left int, err error) {
	defer func() { fmt.Println("take", item, n, "->", left, err) }()
	inv.mu.Lock()
	defer inv.mu.Unlock()
	defer func() {
		if left < 0 {
			inv.stock[item] += n
			left, err = inv.stock[item], fmt.Errorf("not enough %s", item)
		}
	}()
	inv.stock[item] -= n
	return inv.stock[item], nil
}

func main() {
	inv := &inventory{stock: map[string]int{"bolts": 10}}
	inv.take("bolts", 4)
	inv.take("bolts", 7)
	inv.take("nuts", 1)
	fmt.Println(inv.stock, inv.mu.TryLock())
}
