package main

import (
	"fmt"
	"sort"
	"sync"
)

func main() {
	var m sync.Map
	fmt.Println(m.Load("a"))
	m.Store("a", 1)
	m.Store(2, "two")
	fmt.Println(m.Load("a"))
	fmt.Println(m.LoadOrStore("a", 9))
	fmt.Println(m.LoadOrStore("b", 9))
	fmt.Println(m.Swap("b", 10))
	fmt.Println(m.Swap("c", 11))
	fmt.Println(m.CompareAndSwap("b", 9, 12), m.CompareAndSwap("b", 10, 12), m.CompareAndSwap("z", nil, 1))
	fmt.Println(m.CompareAndDelete("b", 10), m.CompareAndDelete("b", 12), m.CompareAndDelete("b", 12))
	fmt.Println(m.LoadAndDelete("c"))
	fmt.Println(m.LoadAndDelete("c"))
	m.Delete("nothing")
	m.Delete(2)
	n := 0
	m.Range(func(key, value any) bool {
		fmt.Println(key, value)
		n++
		return true
	})
	for i := range 5 {
		m.Store(i, i*i)
	}
	var keys []int
	m.Range(func(key, value any) bool {
		if i, ok := key.(int); ok {
			keys = append(keys, i, value.(int))
		}
		return true
	})
	sort.Ints(keys)
	fmt.Println(n, keys)
	seen := 0
	m.Range(func(key, value any) bool {
		seen++
		return seen < 3
	})
	fmt.Println(seen)
	m.Clear()
	fmt.Println(m.Load(3))

	var wg sync.WaitGroup
	var first sync.Map
	for i := range 50 {
		wg.Go(func() {
			first.LoadOrStore(i%10, "x")
		})
	}
	wg.Wait()
	count := 0
	first.Range(func(_, _ any) bool {
		count++
		return true
	})
	fmt.Println(count)
	defer func() {
		fmt.Println(recover())
	}()
	m.Store([]int{1}, 1)
}
