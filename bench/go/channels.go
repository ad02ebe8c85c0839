// 200,000 unbuffered sends to a hundred receivers.
package main

import (
	"fmt"
	"sync"
)

func main() {
	ch := make(chan int)
	sums := make([]int, 100)
	var wg sync.WaitGroup
	for i := range sums {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for v := range ch {
				sums[i] += v
			}
		}()
	}
	for i := 0; i < 200_000; i++ {
		ch <- i
	}
	close(ch)
	wg.Wait()
	total := 0
	for _, s := range sums {
		total += s
	}
	fmt.Println(total)
}
