package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

func main() {
	var i32 atomic.Int32
	fmt.Println(i32.Load(), i32.Add(5), i32.Add(-7), i32.Swap(40), i32.Load())
	fmt.Println(i32.CompareAndSwap(1, 2), i32.CompareAndSwap(40, 2147483647), i32.Add(1))
	i32.Store(0b1100)
	fmt.Println(i32.And(0b0110), i32.Load(), i32.Or(0b0001), i32.Load())

	var i64 atomic.Int64
	i64.Store(9223372036854775807)
	fmt.Println(i64.Add(1), i64.Swap(-1), i64.And(0xff), i64.Or(1<<40), i64.Load())

	var u32 atomic.Uint32
	fmt.Println(u32.Add(^uint32(0)), u32.Add(2), u32.CompareAndSwap(1, 7), u32.Load())

	var u64 atomic.Uint64
	fmt.Println(u64.Add(^uint64(0)), u64.Load() == 1<<64-1, u64.Or(1), u64.And(6), u64.Load())

	var ptr atomic.Uintptr
	fmt.Println(ptr.Add(16), ptr.Load())

	var b atomic.Bool
	fmt.Println(b.Load(), b.Swap(true), b.Load(), b.CompareAndSwap(false, true), b.CompareAndSwap(true, false), b.Load())
	b.Store(true)

	type counters struct {
		hits, misses atomic.Int64
		on           atomic.Bool
	}
	c := counters{}
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if i%3 == 0 {
				c.hits.Add(1)
			} else {
				c.misses.Add(2)
			}
			c.on.Store(true)
		}()
	}
	wg.Wait()
	fmt.Println(c.hits.Load(), c.misses.Load(), c.on.Load())
	copied := c.hits.Load()
	c.hits.Add(1)
	fmt.Println(copied, c.hits.Load())
	add := c.hits.Add
	fmt.Println(add(10))
	defer func() {
		fmt.Println(recover())
	}()
	var nothing *atomic.Int64
	nothing.Add(1)
}
