package main

import (
	"fmt"
	"runtime"
	"sync"
)

func leave(n int) {
	defer fmt.Println("leave", n)
	if n == 0 {
		runtime.Goexit()
	}
	leave(n - 1)
	fmt.Println("not reached")
}

func main() {
	var wg sync.WaitGroup
	run := func(f func()) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			f()
			fmt.Println("returned")
		}()
		wg.Wait()
	}
	run(func() { leave(2) })
	run(func() {
		defer func() {
			fmt.Println("recover gives", recover())
		}()
		runtime.Goexit()
	})
	run(func() {
		defer func() {
			fmt.Println("outer", recover())
		}()
		defer func() {
			panic("in a deferred call")
		}()
		runtime.Goexit()
	})
	run(func() {
		defer func() {
			defer func() {
				fmt.Println("inner", recover())
			}()
			panic("inside")
		}()
		runtime.Goexit()
	})
	run(func() {
		defer runtime.Goexit()
		panic("forgotten")
	})
	fmt.Println(runtime.NumGoroutine())
}
