package main

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

func main() {
	calls := 0
	value := sync.OnceValue(func() int {
		calls++
		time.Sleep(time.Millisecond)
		return 42
	})
	var wg sync.WaitGroup
	for range 5 {
		wg.Go(func() {
			if value() != 42 {
				fmt.Println("another value")
			}
		})
	}
	wg.Wait()
	fmt.Println(value(), calls)

	load := sync.OnceValues(func() (string, error) {
		calls++
		return "half", errors.New("not all of it")
	})
	fmt.Println(load())
	fmt.Println(load())
	fmt.Println(calls)

	bad := sync.OnceValue(func() []int { panic("no value") })
	for range 2 {
		func() {
			defer func() {
				fmt.Println("recovered:", recover())
			}()
			fmt.Println(bad())
		}()
	}
}
