// What the stacks of goroutines cost: at a depth, after they came back, and after collections.
//
//	go run stacks.go
//
// Go 1.27.3, linux/amd64, virtual machine with 2 processors, November 2026:
//
//	depth    0:   2392 bytes, back   2392, GC 2424, GC 2424, ...
//	depth   10:   2359 bytes, back   2359, GC 2392, GC 2392, ...
//	depth  100:   8552 bytes, back   8552, GC 4456, GC 4456, ...
//	depth 1000:  65798 bytes, back  65798, GC 33030, GC 16678, GC 8519, GC 4390, GC 4390, ...
package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"sync"
)

const goroutines = 1000

//go:noinline
func descend(depth int, bottom func()) int {
	if depth == 0 {
		bottom()
		return 0
	}
	return descend(depth-1, bottom) + 1
}

// inUse is how many bytes of stack each goroutine has, on average.
func inUse() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.StackInuse / goroutines
}

// at starts the goroutines, which wait at `depth` and then, back at the top, until leave is closed.
func at(depth int) {
	var arrived, returned sync.WaitGroup
	back, leave := make(chan bool), make(chan bool)
	arrived.Add(goroutines)
	returned.Add(goroutines)
	for range goroutines {
		go func() {
			descend(depth, func() { arrived.Done(); <-back })
			returned.Done()
			<-leave
		}()
	}
	arrived.Wait()
	fmt.Printf("depth %4d: %6d bytes", depth, inUse())
	close(back)
	returned.Wait()
	fmt.Printf(", back %6d", inUse())
	for range 6 {
		runtime.GC()
		fmt.Printf(", GC %d", inUse())
	}
	fmt.Println()
	close(leave)
}

func main() {
	if len(os.Args) == 2 {
		depth, _ := strconv.Atoi(os.Args[1])
		at(depth)
		return
	}
	// Each depth in a process of its own: ended goroutines keep their stacks for the next ones.
	for _, depth := range []string{"0", "10", "100", "1000"} {
		self, _ := os.Executable()
		out, err := exec.Command(self, depth).Output()
		fmt.Print(string(out))
		if err != nil {
			panic(err)
		}
	}
}
