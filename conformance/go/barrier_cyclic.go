// A reusable barrier made of a condition variable: nobody starts a phase before all ended the last.
package main

import (
	"fmt"
	"sync"
)

type barrier struct {
	mu      sync.Mutex
	cond    *sync.Cond
	parties int
	waiting int
	phase   int
}

func newBarrier(parties int) *barrier {
	b := &barrier{parties: parties}
	b.cond = sync.NewCond(&b.mu)
	return b
}

func (b *barrier) wait() {
	b.mu.Lock()
	defer b.mu.Unlock()
	phase := b.phase
	b.waiting++
	if b.waiting == b.parties {
		b.waiting, b.phase = 0, phase+1
		b.cond.Broadcast()
		return
	}
	for b.phase == phase {
		b.cond.Wait()
	}
}

func main() {
	const parties, phases = 4, 3
	b := newBarrier(parties)
	var mu sync.Mutex
	var arrived [phases]int
	early := 0
	var wg sync.WaitGroup
	for range parties {
		wg.Go(func() {
			for phase := range phases {
				mu.Lock()
				if phase > 0 && arrived[phase-1] < parties {
					early++
				}
				arrived[phase]++
				mu.Unlock()
				b.wait()
			}
		})
	}
	wg.Wait()
	fmt.Println(arrived, "too early:", early)
}
