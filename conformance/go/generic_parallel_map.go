// A generic parallel map with bounded concurrency that keeps the order and stops at an error.
package main

import (
	"errors"
	"fmt"
	"sync"
)

func parallelMap[A, B any](in []A, limit int, f func(A) (B, error)) ([]B, error) {
	out, errs := make([]B, len(in)), make([]error, len(in))
	slots := make(chan struct{}, limit)
	var wg sync.WaitGroup
	for i, a := range in {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			out[i], errs[i] = f(a)
		})
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return out, nil
}

func main() {
	inverse := func(n int) (float64, error) {
		if n == 0 {
			return 0, errors.New("division by zero")
		}
		return 1 / float64(n), nil
	}
	fmt.Println(parallelMap([]int{1, 2, 4, 5}, 2, inverse))
	fmt.Println(parallelMap([]int{1, 0, 4, 0}, 2, inverse))
	pairs, err := parallelMap([]string{"x", "yy"}, 5, func(s string) ([2]int, error) {
		return [2]int{len(s), cap([]byte{1, 2, 3})}, nil
	})
	fmt.Println(pairs, err)
}
