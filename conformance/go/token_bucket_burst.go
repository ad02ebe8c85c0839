// A token bucket: three requests at once, then one token every 30 ms.
package main

import (
	"fmt"
	"time"
)

func main() {
	bucket := make(chan struct{}, 3)
	for range cap(bucket) {
		bucket <- struct{}{}
	}
	go func() {
		for range time.Tick(30 * time.Millisecond) {
			select {
			case bucket <- struct{}{}:
			default:
			}
		}
	}()

	start := time.Now()
	for i := range 5 {
		<-bucket
		early := time.Since(start) < 20*time.Millisecond
		fmt.Printf("request %d: within the burst: %v\n", i, early)
	}
}
