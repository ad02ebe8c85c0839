package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var once sync.Once
	var wg sync.WaitGroup
	n := 0
	for range 10 {
		wg.Go(func() {
			once.Do(func() {
				time.Sleep(10 * time.Millisecond)
				n++
			})
			if n != 1 {
				fmt.Println("too early")
			}
		})
	}
	wg.Wait()
	fmt.Println(n)

	// A panic counts as a return.
	var failing sync.Once
	for i := range 3 {
		func() {
			defer func() {
				fmt.Println(i, recover())
			}()
			failing.Do(func() { panic("boom") })
		}()
	}

	f := sync.OnceFunc(func() {
		fmt.Println("called")
	})
	f()
	f()
	bad := sync.OnceFunc(func() { panic("again and again") })
	for range 2 {
		func() {
			defer func() {
				fmt.Println("recovered:", recover())
			}()
			bad()
		}()
	}
}
