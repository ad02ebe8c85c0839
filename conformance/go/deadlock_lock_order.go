// Two locks taken in opposite orders, with a pause that makes the meeting certain.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var a, b sync.Mutex
	var wg sync.WaitGroup
	both := func(name string, first, second *sync.Mutex) {
		defer wg.Done()
		first.Lock()
		defer first.Unlock()
		time.Sleep(10 * time.Millisecond)
		second.Lock()
		defer second.Unlock()
		fmt.Println(name, "has both")
	}
	wg.Add(2)
	go both("left", &a, &b)
	go both("right", &b, &a)
	wg.Wait()
	fmt.Println("done")
}
