// Two consumers wait; who gets which item is open.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var mu sync.Mutex
	notEmpty := sync.NewCond(&mu)
	var items []string
	var got [2]string
	var wg sync.WaitGroup
	for i := range got {
		wg.Go(func() {
			mu.Lock()
			defer mu.Unlock()
			for len(items) == 0 {
				notEmpty.Wait()
			}
			got[i], items = items[0], items[1:]
		})
	}
	for _, item := range []string{"apple", "pear"} {
		mu.Lock()
		items = append(items, item)
		mu.Unlock()
		notEmpty.Signal()
	}
	wg.Wait()
	fmt.Println(got)
}
