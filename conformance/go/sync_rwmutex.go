package main

import (
	"fmt"
	"sync"
	"time"
)

func main() {
	var rw sync.RWMutex
	rw.RLock()
	rw.RLock()
	fmt.Println(rw.TryRLock(), rw.TryLock())
	rw.RUnlock()
	rw.RUnlock()
	rw.RUnlock()
	fmt.Println(rw.TryLock(), rw.TryRLock(), rw.TryLock())
	rw.Unlock()

	// A writer that waits keeps new readers out.
	rw.RLock()
	var wg sync.WaitGroup
	wg.Go(func() {
		rw.Lock()
		fmt.Println("writer")
		rw.Unlock()
	})
	time.Sleep(10 * time.Millisecond)
	fmt.Println("reader may enter:", rw.TryRLock())
	wg.Go(func() {
		rw.RLock()
		fmt.Println("late reader")
		rw.RUnlock()
	})
	time.Sleep(10 * time.Millisecond)
	fmt.Println("reader leaves")
	rw.RUnlock()
	wg.Wait()

	r := rw.RLocker()
	r.Lock()
	fmt.Println(rw.TryLock())
	r.Unlock()
	fmt.Println(rw.TryLock())
	rw.Unlock()

	cache := struct {
		sync.RWMutex
		m map[int]int
	}{m: map[int]int{}}
	for i := range 20 {
		wg.Go(func() {
			cache.Lock()
			cache.m[i%5] += i
			cache.Unlock()
			cache.RLock()
			defer cache.RUnlock()
			_ = cache.m[i]
		})
	}
	wg.Wait()
	fmt.Println(cache.m)
}
