// wg.Go does not hide a panic of its function.
package main

import (
	"errors"
	"fmt"
	"sync"
)

func main() {
	var wg sync.WaitGroup
	wg.Go(func() {
		fmt.Println("working")
		panic(errors.New("no more disk space"))
	})
	wg.Wait()
	fmt.Println("not reached")
}
