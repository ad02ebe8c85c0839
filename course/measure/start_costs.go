// What one waiting goroutine costs: memory, and the time to start and finish one.
//
//	go run start_costs.go
//
// Bytes are what the runtime says that it uses for stacks and for the heap, divided by the number of
// goroutines. Times are the least of many short rounds, because other programs can only make a
// round slower.
//
// Go 1.27.3, linux/amd64, virtual machine with 2 processors (Intel Xeon), 27 November 2026, at highest
// priority because the machine was busy:
//
//	stack of a waiting goroutine        2048 B
//	and its G and queue entry            602 B
//	start and finish one, 1 P            288 ns
//	start and finish one, 2 P            235 ns
package main

import (
	"fmt"
	"runtime"
	"sync"
	"time"
)

const (
	count      = 100_000
	rounds     = 2000
	inOneRound = 1000
)

// used returns the bytes in use for stacks, and for everything else that the runtime has taken from
// the operating system and not given back.
func used() (stacks, heap uint64) {
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.StackInuse, stats.HeapAlloc
}

// waiting starts count goroutines that wait for a channel, and measures them.
func waiting() (stack, heap float64) {
	gate := make(chan struct{})
	var started, ended sync.WaitGroup
	stacksBefore, heapBefore := used()
	started.Add(count)
	ended.Add(count)
	for range count {
		go func() {
			started.Done()
			<-gate
			ended.Done()
		}()
	}
	started.Wait()
	stacksAfter, heapAfter := used()
	close(gate)
	ended.Wait()
	return float64(stacksAfter-stacksBefore) / count, float64(heapAfter-heapBefore) / count
}

// startAndFinish returns the least time for each goroutine of a round of them that do nothing.
func startAndFinish() time.Duration {
	best := time.Duration(1 << 62)
	for range rounds {
		began := time.Now()
		var group sync.WaitGroup
		group.Add(inOneRound)
		for range inOneRound {
			go group.Done()
		}
		group.Wait()
		best = min(best, time.Since(began))
	}
	return best / inOneRound
}

func main() {
	fmt.Printf("%s, %s %s\n", runtime.Version(), runtime.GOOS, runtime.GOARCH)
	stack, heap := waiting()
	fmt.Printf("stack of a waiting goroutine    %8.0f B\n", stack)
	fmt.Printf("and its G and queue entry       %8.0f B\n", heap)
	for _, procs := range []int{1, 2} {
		runtime.GOMAXPROCS(procs)
		fmt.Printf("start and finish one, %d P       %8d ns\n", procs, startAndFinish().Nanoseconds())
	}
}
