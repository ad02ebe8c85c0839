// Done once more than Add.
package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		fmt.Println("working")
		wg.Done()
	}()
	time.Sleep(time.Second)
}
