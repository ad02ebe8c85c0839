// Readers share the lock; a writer has it alone.
package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

func main() {
	var lock sync.RWMutex
	var readers, mixed atomic.Int32
	var writing atomic.Bool
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			lock.RLock()
			defer lock.RUnlock()
			readers.Add(1)
			if writing.Load() {
				mixed.Add(1)
			}
			time.Sleep(40 * time.Millisecond)
			readers.Add(-1)
		})
	}
	time.Sleep(20 * time.Millisecond)
	fmt.Println(readers.Load(), "readers inside")
	fmt.Println("a writer gets in:", lock.TryLock(), "- a reader:", lock.TryRLock())
	lock.RUnlock()
	wg.Go(func() {
		lock.Lock()
		defer lock.Unlock()
		writing.Store(true)
		if readers.Load() > 0 {
			mixed.Add(1)
		}
		writing.Store(false)
	})
	wg.Wait()
	fmt.Println("readers beside a writer:", mixed.Load())
}
