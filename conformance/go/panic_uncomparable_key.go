// Keys of an interface type are compared at run time: a slice inside is a panic.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var seen sync.Map
	counts := map[any]int{}
	for _, key := range []any{1, "a", [2]int{1, 2}, []int{1}} {
		counts[key]++
		seen.Store(key, true)
		fmt.Println(key, counts[key])
	}
}
