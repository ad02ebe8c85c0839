// sync.Map: load, store, load-or-store, compare-and-swap, and a range in sorted order.
package main

import (
	"fmt"
	"sort"
	"sync"
)

func main() {
	var m sync.Map
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() { m.Store(i, i*i) })
	}
	wg.Wait()

	fmt.Println(m.Load(5))
	fmt.Println(m.Load(99))
	fmt.Println(m.LoadOrStore(5, "other"))
	fmt.Println(m.LoadOrStore(99, "new"))
	fmt.Println(m.LoadAndDelete(99))
	fmt.Println(m.LoadAndDelete(99))
	fmt.Println(m.Swap(0, "zero"))
	fmt.Println(m.CompareAndSwap(1, 1, 10), m.CompareAndSwap(1, 1, 11), m.CompareAndDelete(2, 5))
	m.Delete(3)

	var keys []int
	m.Range(func(key, value any) bool {
		keys = append(keys, key.(int))
		return true
	})
	sort.Ints(keys)
	fmt.Println(keys)
	visited := 0
	m.Range(func(any, any) bool {
		visited++
		return visited < 2
	})
	m.Clear()
	_, ok := m.Load(1)
	fmt.Println(visited, ok)
}
