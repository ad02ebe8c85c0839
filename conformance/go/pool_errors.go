// Every job reports a value or an error; the pool never stops at the first failure.
package main

import (
	"errors"
	"fmt"
	"strconv"
	"sync"
)

type outcome struct {
	value int
	err   error
}

func main() {
	inputs := []string{"10", "x", "30", "", "50"}
	outcomes := make([]outcome, len(inputs))
	next := make(chan int)
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range next {
				value, err := strconv.Atoi(inputs[i])
				outcomes[i] = outcome{value, err}
			}
		}()
	}
	for i := range inputs {
		next <- i
	}
	close(next)
	wg.Wait()

	sum, failed := 0, 0
	for i, o := range outcomes {
		if errors.Is(o.err, strconv.ErrSyntax) {
			failed++
			fmt.Printf("input %d: %v\n", i, o.err)
			continue
		}
		sum += o.value
	}
	fmt.Println("sum", sum, "failed", failed)
}
