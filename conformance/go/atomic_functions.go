package main

import (
	"fmt"
	"sync"
	"sync/atomic"
)

var global int64

func main() {
	var i32 int32 = -3
	var i64 int64
	var u32 uint32 = 4000000000
	var u64 uint64
	var p uintptr
	fmt.Println(atomic.AddInt32(&i32, -2), atomic.LoadInt32(&i32), atomic.SwapInt32(&i32, 8), i32)
	fmt.Println(atomic.AddUint32(&u32, 400000000), u32)
	fmt.Println(atomic.AddInt64(&i64, 1<<40), atomic.AddUint64(&u64, ^uint64(4)), atomic.AddUintptr(&p, 3))
	atomic.StoreInt32(&i32, 1)
	atomic.StoreInt64(&i64, 2)
	atomic.StoreUint32(&u32, 3)
	atomic.StoreUint64(&u64, 4)
	atomic.StoreUintptr(&p, 5)
	fmt.Println(i32, i64, u32, u64, p)
	fmt.Println(atomic.CompareAndSwapInt64(&i64, 2, 3), atomic.CompareAndSwapInt64(&i64, 2, 3), i64)
	fmt.Println(atomic.CompareAndSwapUint32(&u32, 3, 9), atomic.LoadUint32(&u32), atomic.LoadUint64(&u64), atomic.LoadUintptr(&p))
	fmt.Println(atomic.AndInt32(&i32, 3), atomic.OrInt32(&i32, 6), i32, atomic.OrUint64(&u64, 3), atomic.AndUint32(&u32, 8), u64, u32)

	array := [4]int32{1, 2, 3, 4}
	slice := array[1:3]
	atomic.AddInt32(&array[1], 10)
	atomic.AddInt32(&slice[1], 20)
	fmt.Println(array, slice)

	point := struct{ x, y int64 }{1, 2}
	atomic.AddInt64(&point.y, 5)
	fmt.Println(point)

	var wg sync.WaitGroup
	for range 100 {
		wg.Go(func() {
			atomic.AddInt64(&global, 1)
			for {
				old := atomic.LoadInt64(&global)
				if atomic.CompareAndSwapInt64(&global, old, old+2) {
					return
				}
			}
		})
	}
	wg.Wait()
	fmt.Println(global)
}
