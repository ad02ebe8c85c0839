// Two goroutines wait for the same group and are both released, in either order.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var work, waiters sync.WaitGroup
	work.Add(1)
	for _, name := range []string{"first", "second"} {
		waiters.Go(func() {
			work.Wait()
			fmt.Println(name)
		})
	}
	work.Done()
	waiters.Wait()
}
