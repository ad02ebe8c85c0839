// GOMAXPROCS=1
package main

import (
	"fmt"
	"runtime"
	"sync"
)

type buffer struct {
	n int
}

func main() {
	made := 0
	pool := sync.Pool{
		New: func() any {
			made++
			return &buffer{made}
		},
	}
	a := pool.Get().(*buffer)
	b := pool.Get().(*buffer)
	fmt.Println(a.n, b.n, made)
	pool.Put(a)
	pool.Put(b)
	pool.Put(&buffer{30})
	pool.Put(nil)
	fmt.Println(pool.Get().(*buffer).n, pool.Get().(*buffer).n, pool.Get().(*buffer).n)
	fmt.Println(pool.Get().(*buffer).n, made)

	pool.Put(a)
	runtime.GC()
	fmt.Println("after one collection:", pool.Get().(*buffer).n)
	pool.Put(a)
	runtime.GC()
	runtime.GC()
	fmt.Println("after two:", pool.Get().(*buffer).n)

	var empty sync.Pool
	fmt.Println(empty.Get())
	empty.Put("x")
	fmt.Println(empty.Get(), empty.Get())
}
