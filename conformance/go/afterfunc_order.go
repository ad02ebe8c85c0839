// AfterFunc runs its function in a goroutine of its own when the time has come; Stop prevents it.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	for _, delay := range []int{60, 20, 40} {
		wg.Add(1)
		time.AfterFunc(time.Duration(delay)*time.Millisecond, func() {
			defer wg.Done()
			fmt.Println("after", delay)
		})
	}
	never := time.AfterFunc(30*time.Millisecond, func() { fmt.Println("never") })
	fmt.Println("prevented:", never.Stop())
	wg.Wait()
	fmt.Println("prevented again:", never.Stop())
}
