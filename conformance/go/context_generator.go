// A generator that its consumer ends with cancel instead of leaking it.
package main

import (
	"context"
	"fmt"
	"runtime"
	"time"
)

func fibonacci(ctx context.Context) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		a, b := 0, 1
		for {
			select {
			case out <- a:
				a, b = b, a+b
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

func firstAbove(limit int) int {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for n := range fibonacci(ctx) {
		if n > limit {
			return n
		}
	}
	return -1
}

func main() {
	fmt.Println(firstAbove(100), firstAbove(1000))
	time.Sleep(10 * time.Millisecond)
	fmt.Println("goroutines:", runtime.NumGoroutine())
}
